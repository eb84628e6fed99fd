"""Pure decisions about consent, the clock of schuldhulp, and the course of a request for help."""
