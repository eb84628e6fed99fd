"""Forms of aanslag."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileAllowed, FileField, FileRequired
from wtforms import BooleanField

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
    toch = BooleanField(_("Ook opnemen als er te veel uitvalt (dit komt in het logboek)"))
