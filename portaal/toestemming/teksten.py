"""What several pages of toestemming say, and limits that they share."""

from datetime import timedelta

from flask_babel import lazy_gettext as _

UUR = timedelta(hours=1)
NIET_MEER = _("Dit kan nu niet meer zelf. Bel ons.")
GEEN_BEREIK = _("Vul een telefoonnummer in, of een e-mailadres.")
GEEN_TELEFOON = _("Vul een telefoonnummer in. Dan kunnen wij bellen. Of kies langskomen.")
