"""The table that appointments refer to."""

import portaal.inwoner.model  # noqa: F401 - so that it is made
