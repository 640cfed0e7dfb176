"""Answers questions about actors from what is stored. In: names as people type them; out: profiles and lists.

``queries`` has the questions; it calls ``lookup`` (whom a typed name means) and ``profiles`` (what the articles say
of an actor). ``linking`` joins stored actors that are one, ``aliases`` keeps what editors decide about names.
"""
