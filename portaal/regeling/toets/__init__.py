"""What a policy does to example cases: on the terminal for who writes it, and on the page before it holds."""
