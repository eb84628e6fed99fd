"""What can be refused, as errors that a page translates into what to do."""

from portaal.core.errors import DomeinFout


class LooptAl(DomeinFout):
    """A request on one of these aanslagen is under way already; `verzoek_id` says which."""

    def __init__(self, verzoek_id: int) -> None:
        """Remember which request that is."""
        super().__init__(verzoek_id)
        self.verzoek_id = verzoek_id


class NietsOpen(DomeinFout):
    """Nothing is open on these aanslagen any more, so there is nothing to arrange."""


class IncassoKanNiet(DomeinFout):
    """This asks for debits, and they have ended: another proposal has to be made."""


class RedenNodig(DomeinFout):
    """This goes against the policy: it takes a reason."""


class MagNietAfwijken(DomeinFout):
    """This goes against the policy, and who decides may not do that."""


class ReedsVerlopen(DomeinFout):
    """The dates or amounts of what was shown no longer fit; look at it anew."""
