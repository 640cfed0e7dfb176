"""Answers questions about actors from what is stored. In: names as people type them; out: profiles and lists.

``queries`` answers them; it calls ``lookup`` (whom a typed name means) and ``profiles`` (what the articles say about an
actor). ``linking`` joins stored actors that are the same, ``aliases`` keeps editors' decisions about names.
"""
