"""The pages of an inwoner, which serve the desk on behalf just as well."""

from portaal.regeling.views import bekijken as _bekijken  # noqa: F401 - registers its routes
from portaal.regeling.views import hulp as _hulp  # noqa: F401
from portaal.regeling.views import vragen as _vragen  # noqa: F401
from portaal.regeling.views.basis import bp, is_eigen_verzoek

__all__ = ["bp", "is_eigen_verzoek"]
