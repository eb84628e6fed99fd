"""Pure decisions about consent and the clock of schuldhulp."""
