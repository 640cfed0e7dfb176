"""``verify``: asks every answer about every article of a library, and proves where each character of it comes from.

``asking``, ``posts``, ``editors_pages`` and ``rules`` make the replies, ``library`` holds the articles that they may
quote, ``wording`` collects the fixed words of the interface from the program's own code, and ``proof`` covers each text
with these.
"""
