"""Words in, values out: what a text says, told without a database, a network or Discord."""
