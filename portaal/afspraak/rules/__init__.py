"""Pure decisions about talks: when an agenda is open, which times are free, until when one may change."""
