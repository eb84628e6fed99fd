"""Texts of the gemeente in two languages."""

from collections.abc import Mapping

from pydantic import field_validator

from portaal.beleid.gemeente import Beleid

# What a text may hold in %(…)s, and what stands there when a file is checked.
INVULLING: Mapping[str, object] = {"jaar": 2026, "vorig_jaar": 2025}


class Vertaald(Beleid):
    """Texts that have an English one beside them, in a field of the same name with `_en`."""

    def tekst(self, veld: str, taal: str, **waarden: object) -> str:
        """The text in a language, with values filled in; Dutch where there is no English."""
        gekozen = getattr(self, f"{veld}_en", "") if taal == "en" else ""
        tekst: str = gekozen or getattr(self, veld)
        return tekst % waarden if "%(" in tekst else tekst

    @field_validator("*")
    @classmethod
    def check_values(cls, waarde: object) -> object:
        """A text asks for no value that a page does not have."""
        if isinstance(waarde, str) and "%(" in waarde:
            try:
                _ = waarde % INVULLING
            except (KeyError, ValueError, TypeError) as fout:
                bekend = ", ".join(f"%({naam})s" for naam in INVULLING)
                raise ValueError(f"in deze tekst kan alleen {bekend}; schrijf een procentteken als %%") from fout
        return waarde
