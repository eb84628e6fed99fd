"""The door to signals, contact moments and referrals."""

from portaal.signaal.service.lezen import (
    Contacten,
    Contactregel,
    Opvolging,
    Signaalregel,
    Verwijsregel,
    contacten_of,
    contactmomenten_of,
    count_te_doen,
    get_signaal,
    get_verwijzing,
    list_signalen,
    list_verwijzingen,
)
from portaal.signaal.service.noteren import (
    Contactvraag,
    note_contact,
    note_signaal,
    note_verwijzing,
    signaalbeleid,
    voorgestelde_dag,
)
from portaal.signaal.service.opvolgen import (
    drop_old,
    finish_signaal,
    finish_verwijzing,
    forget_inwoner,
    move_signaal,
    move_verwijzing,
)

__all__ = [
    "Contacten",
    "Contactregel",
    "Contactvraag",
    "Opvolging",
    "Signaalregel",
    "Verwijsregel",
    "contacten_of",
    "contactmomenten_of",
    "count_te_doen",
    "drop_old",
    "finish_signaal",
    "finish_verwijzing",
    "forget_inwoner",
    "get_signaal",
    "get_verwijzing",
    "list_signalen",
    "list_verwijzingen",
    "move_signaal",
    "move_verwijzing",
    "note_contact",
    "note_signaal",
    "note_verwijzing",
    "signaalbeleid",
    "voorgestelde_dag",
]
