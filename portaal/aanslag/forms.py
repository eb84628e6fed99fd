"""Forms of aanslag."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileAllowed, FileField, FileRequired
from wtforms import BooleanField, ValidationError

from portaal.aanslag.levering.upload import limits
from portaal.aanslag.levering.zip import OngeldigeZip, check_zip
from portaal.infra.web.formulier import Formulier


class UploadForm(Formulier):
    """A delivery as a zip."""

    bestand = FileField(
        _("Zip met de vijf CSV-bestanden"),
        validators=[
            FileRequired(_("Kies een zip-bestand.")),
            FileAllowed(["zip"], _("Dit is geen zip-bestand. Zet de vijf bestanden in één zip.")),
        ],
    )

    def validate_bestand(self, veld: FileField) -> None:
        """What can be seen without unpacking is told at once."""
        try:
            check_zip(veld.data.stream, hoogstens=limits().uitgepakt_mb << 20)
        except OngeldigeZip as fout:
            raise ValidationError(str(fout)) from fout

    toch = BooleanField(_("Ook opnemen als er te veel uitvalt (dit komt in het logboek)"))
