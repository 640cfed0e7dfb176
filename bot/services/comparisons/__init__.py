"""Compares two articles or two actors: in comes what was typed, or the ids on a button; out come sentences to quote."""
