"""Who writes a whole delivery lets others write in between."""

import pytest

from portaal.aanslag.levering import bulk


class Klok:
    """A clock that moves only when told, and counts what was slept."""

    def __init__(self) -> None:
        self.nu, self.geslapen = 100.0, 0.0

    def monotonic(self) -> float:
        return self.nu

    def sleep(self, seconden: float) -> None:
        self.nu += seconden
        self.geslapen += seconden


@pytest.fixture
def klok(monkeypatch: pytest.MonkeyPatch) -> Klok:
    klok = Klok()
    monkeypatch.setattr(bulk, "time", klok)
    return klok


def _write(beurten: bulk.Beurten, klok: Klok, seconden: float, keer: int) -> None:
    for _ in range(keer):
        beurten.take()
        klok.nu += seconden
        beurten.give_back()


def test_a_while_of_writing_is_followed_by_a_rest_longer_than_others_wait_between_looks(klok: Klok) -> None:
    beurten = bulk.Beurten(lambda: None)
    _write(beurten, klok, 0.25, keer=3)
    assert klok.geslapen == 0
    _write(beurten, klok, 0.25, keer=1)
    assert klok.geslapen == pytest.approx(0.15)
    _write(beurten, klok, 0.25, keer=2)
    assert klok.geslapen == pytest.approx(0.15)


def test_what_is_put_in_place_meanwhile_is_a_rest_too(klok: Klok) -> None:
    def settle() -> None:
        klok.nu += 0.05

    beurten = bulk.Beurten(settle)
    _write(beurten, klok, 0.9, keer=2)
    assert klok.geslapen == pytest.approx(0.1)


def test_time_in_which_nothing_was_written_needs_no_rest(klok: Klok) -> None:
    beurten = bulk.Beurten(lambda: pytest.fail("there was a rest already"))
    for _ in range(5):
        _write(beurten, klok, 0.5, keer=1)
        klok.nu += 0.2
    assert klok.geslapen == 0
