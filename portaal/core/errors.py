"""Domain errors: what a person did cannot be done, and why."""


class DomeinFout(Exception):
    """A refusal by a rule; rooms derive their own, views translate it into what to do."""


class NietGevonden(DomeinFout):
    """There is no such thing, or it is not yours: a 404 either way."""


class InmiddelsGewijzigd(DomeinFout):
    """Someone else changed it since you opened the page."""
