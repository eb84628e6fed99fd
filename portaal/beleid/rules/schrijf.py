"""Content as a TOML text, for who edits it as text. What it writes, `read_toml` reads back the same."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_KAAL = re.compile(r"^[A-Za-z0-9_-]+\Z")
Inhoud = Mapping[str, Any]


def write_toml(inhoud: Inhoud) -> str:
    """The text: first the plain keys, then a table for each part. Keys without a value are left out."""
    return "\n".join(_table(inhoud, ())).strip() + "\n"


def _table(inhoud: Inhoud, pad: tuple[str, ...]) -> Iterator[str]:
    gevuld = {sleutel: waarde for sleutel, waarde in inhoud.items() if waarde is not None}
    for sleutel, waarde in gevuld.items():
        if not _is_table(waarde) and not _is_tables(waarde):
            yield f"{_key(sleutel)} = {_value(waarde)}"
    for sleutel, waarde in gevuld.items():
        eigen = (*pad, sleutel)
        naam = ".".join(map(_key, eigen))
        if _is_table(waarde):
            yield f"\n[{naam}]"
            yield from _table(waarde, eigen)
        elif _is_tables(waarde):
            for deel in waarde:
                yield f"\n[[{naam}]]"
                yield from _table(deel, eigen)


def _is_table(waarde: Any) -> bool:
    return isinstance(waarde, Mapping)


def _is_tables(waarde: Any) -> bool:
    return _is_list(waarde) and bool(waarde) and all(isinstance(deel, Mapping) for deel in waarde)


def _is_list(waarde: Any) -> bool:
    return isinstance(waarde, Sequence) and not isinstance(waarde, str)


def _key(sleutel: str) -> str:
    return sleutel if _KAAL.match(sleutel) else _quoted(sleutel)


def _value(waarde: Any) -> str:
    if isinstance(waarde, bool):
        return "true" if waarde else "false"
    if _is_list(waarde):
        return f"[{', '.join(map(_value, waarde))}]"
    if isinstance(waarde, str):
        return _quoted(waarde)
    return str(waarde)


def _quoted(tekst: str) -> str:
    # JSON escapes all that TOML wants escaped, but for DEL.
    return json.dumps(tekst, ensure_ascii=False).replace("\x7f", "\\u007F")
