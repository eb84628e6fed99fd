"""How hard a page is to read: length of sentences, how common the words are, and Flesch-Douma."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser

import pyphen
from wordfreq import zipf_frequency

# Running text is in these; headings, buttons, labels and tables are short by nature and would flatter the mean.
_LOPEND = frozenset({"p", "li", "dd", "div"})
_BLOK = _LOPEND | {"h1", "h2", "h3", "h4", "td", "th", "dt", "button", "label", "legend", "caption", "address"}
_BLOK |= {"section", "ul", "ol", "dl", "table", "tr", "form", "fieldset", "aside", "main", "nav", "br", "option"}
_OVERSLAAN = frozenset({"script", "style", "svg", "title"})
_LEEG = frozenset({"br", "img", "input", "hr", "link", "meta", "rect", "path"})
_ZINSEINDE = re.compile(r"(?<=[.?!])['\")]?\s+(?=[\"'(]?[A-Z0-9€À-Ý])")
_WOORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Codes and numbers are no words.
_MET_CIJFER = re.compile(r"\S*\d\S*|\b[A-Z]{6,}\b")
_AFBREKEN = pyphen.Pyphen(lang="nl_NL", left=1, right=1)

# One in a million words, so that someone who reads little has met it.
GEWOON = 3.0
# A longer piece of text without an end mark is a sentence that lacks one.
LABEL_HOOGSTENS = 14


class _Lezer(HTMLParser):
    """Collects blocks of text inside <main>, with whether they are running text; an explanation is set apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blokken: list[tuple[str, bool]] = []
        self.uitgelegd: set[str] = set()
        self._stapel: list[tuple[str, str]] = []
        self._tekst = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        klas = dict(attrs).get("class") or ""
        if (
            tag in _BLOK
            or "term__uitleg" in klas
            or klas.startswith(("tijdlijn__", "uitleg__"))
            or " knop" in klas
        ):
            self._flush()
        if tag not in _LEEG:
            self._stapel.append((tag, klas))

    def handle_endtag(self, tag: str) -> None:
        if tag in _LEEG:
            return
        if tag in _BLOK or (self._stapel and "term__uitleg" in self._stapel[-1][1]):
            self._flush()
        if self._stapel:
            self._stapel.pop()

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self._stapel}
        if "main" not in tags or _OVERSLAAN & tags:
            return
        is_term = self._stapel[-1][0] == "summary" and any(klas == "term" for _, klas in self._stapel)
        if is_term or self._stapel[-1][0] == "dfn":
            self.uitgelegd.add(data.strip().casefold())
        self._tekst += data

    def _flush(self) -> None:
        tekst = " ".join(self._tekst.replace("\xa0", " ").split())
        self._tekst = ""
        if tekst:
            binnenste = next((tag for tag, _ in reversed(self._stapel) if tag in _BLOK), "")
            self.blokken.append((tekst, binnenste in _LOPEND))


@dataclass(frozen=True)
class Leesbaarheid:
    """What was measured on one page."""

    zinnen: tuple[str, ...]
    moeilijk: frozenset[str]

    @property
    def gemiddeld(self) -> float:
        """Words per sentence."""
        return sum(map(count_words, self.zinnen)) / len(self.zinnen) if self.zinnen else 0.0

    @property
    def langste(self) -> str:
        """The longest sentence."""
        return max(self.zinnen, key=count_words, default="")

    @property
    def flesch_douma(self) -> float:
        """206.8 − 0.77 × syllables per 100 words − 0.93 × words per sentence (Douma, 1960)."""
        woorden = [woord for zin in self.zinnen for woord in _WOORD.findall(zin)]
        if not woorden:
            return 100.0
        lettergrepen = sum(count_syllables(woord) for woord in woorden) * 100 / len(woorden)
        return 206.8 - 0.77 * lettergrepen - 0.93 * self.gemiddeld


def measure(html: str, *, bekend: Collection[str] = (), taal: str = "nl") -> Leesbaarheid:
    """Measure the text of a page. `bekend`: words that need no explanation, such as those of the data itself."""
    lezer = _Lezer()
    lezer.feed(html)
    zinnen = tuple(zin for tekst, lopend in lezer.blokken if lopend for zin in split_sentences(tekst))
    mag = {woord.casefold() for woord in bekend} | _forms(lezer.uitgelegd)
    woorden = {w.casefold() for tekst, _ in lezer.blokken for w in _WOORD.findall(_MET_CIJFER.sub(" ", tekst))}
    return Leesbaarheid(zinnen, frozenset(w for w in woorden - mag if not is_common(w, taal)))


def split_sentences(tekst: str) -> Iterable[str]:
    """The sentences of a block; a block without an end mark is a label and no sentence."""
    if not tekst.rstrip("\"')").endswith((".", "?", "!", ":")) and count_words(tekst) <= LABEL_HOOGSTENS:
        return []
    return [zin for zin in _ZINSEINDE.split(tekst) if count_words(zin) > 0]


def count_words(zin: str) -> int:
    """Words and numbers."""
    return len([deel for deel in zin.split() if any(teken.isalnum() for teken in deel)])


@cache
def count_syllables(woord: str) -> int:
    """Syllables by the hyphenation patterns of Dutch."""
    return len(_AFBREKEN.inserted(woord).split("-"))


@cache
def is_common(woord: str, taal: str) -> bool:
    """Whether the word is in everyday use: one in a million words or more."""
    return len(woord) == 1 or zipf_frequency(woord, taal) >= GEWOON


def _forms(termen: Iterable[str]) -> set[str]:
    """The words of the terms that are explained on the page."""
    return {woord.casefold() for term in termen for woord in _WOORD.findall(term)}
