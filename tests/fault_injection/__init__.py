"""Kills the bot again and again while it posts through a faulty network, and counts what arrived."""
