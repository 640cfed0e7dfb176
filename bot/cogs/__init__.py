"""The commands, thin: parse, call one service, render."""
