"""Forms of werkplek."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField

from portaal.core.door import Vaststelling
from portaal.infra.web.formulier import Datumveld, Formulier, hoogstens, verplicht
from portaal.infra.web.keuzes import make_choices
from portaal.werkplek import teksten
from portaal.werkplek.rules import OngeldigeZoekvraag, Zoekopdracht, read_zoekopdracht


class ZoekForm(Formulier):
    """Find an inwoner: by aanslagnummer, by BSN, or by name and birth date together."""

    nummer = StringField(_("Aanslagnummer of BSN"), validators=[hoogstens(20)])
    naam = StringField(_("Achternaam"), validators=[hoogstens(100)])
    geboortedatum = Datumveld(_("Geboortedatum"))
    opdracht: Zoekopdracht | None = None

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether it is a search that can be done; `opdracht` then says which."""
        if not super().validate(extra_validators):
            return False
        try:
            self.opdracht = read_zoekopdracht(
                self.nummer.data or "", self.naam.data or "", self.geboortedatum.data
            )
        except OngeldigeZoekvraag as fout:
            self[teksten.VELD[fout.gebrek]].errors = [_(teksten.GEBREK[fout.gebrek])]
            return False
        return True


class NamensForm(Formulier):
    """How the employee made sure who the visitor or caller is."""

    vaststelling = RadioField(
        _("Hoe weet u wie dit is?"), validators=[verplicht(_("Kies hoe u weet wie dit is."))]
    )

    def __init__(self, manieren: Sequence[Vaststelling], **kwargs: Any) -> None:
        """Offer the ways that fit the employee's roles."""
        super().__init__(**kwargs)
        self.vaststelling.choices = make_choices((manier, _(teksten.VASTSTELLING[manier])) for manier in manieren)
