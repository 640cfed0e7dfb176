"""Weeks of virtual time with feeds that misbehave, on real sockets, with a bot that is killed again and again.

``servers`` are the feeds, ``life`` is the bot from one start to its death, ``channels`` what it posts to, and ``month``
lets the time pass and counts what was lost, doubled, or asked for in a way that no server wants.
"""
