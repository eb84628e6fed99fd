"""Puts templates, styles and translations into the wheel, and stops when they have not been made yet."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NIET_MEE = ("static/src",)


class WheelHook(BuildHookInterface):  # type: ignore[type-arg]
    """An editable install needs none of this: there everything lies beside the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files. Raises FileNotFoundError with what to make first."""
        if version == "editable":
            return
        wortel = Path(self.root)
        self._require(wortel)
        for map_ in ("templates", "static", "translations"):
            for bestand in sorted(p for p in (wortel / map_).rglob("*") if p.is_file()):
                pad = bestand.relative_to(wortel).as_posix()
                if not pad.startswith(NIET_MEE):
                    build_data["force_include"][str(bestand)] = f"portaal/{pad}"

    def _require(self, wortel: Path) -> None:
        catalogi = (wortel / "translations").glob("*/LC_MESSAGES/*.po")
        nodig = [wortel / "static/build/portaal.css", *(po.with_suffix(".mo") for po in catalogi)]
        if mist := [str(pad.relative_to(wortel)) for pad in nodig if not pad.exists()]:
            raise FileNotFoundError(f"run `make setup` first, it makes {', '.join(mist)}")
