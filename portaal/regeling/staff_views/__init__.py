"""The pages of invordering."""

from portaal.regeling.staff_views import beoordelen as _beoordelen  # noqa: F401 - registers its routes
from portaal.regeling.staff_views import lijsten as _lijsten  # noqa: F401
from portaal.regeling.staff_views import pakketsets as _pakketsets  # noqa: F401
