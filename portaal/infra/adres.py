"""Full addresses of pages, for mails and letters."""

from portaal.config import load_instellingen


def absolute_url(pad: str) -> str:
    """The address at which a browser finds `pad` (which begins with a slash)."""
    return load_instellingen().basis_url + pad
