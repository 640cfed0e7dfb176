"""Finds what somebody means. In: typed words; out: an article, or suggestions. Actors have ``actors.name_lookup``.

``query_words`` splits what was typed and ``similarity`` compares it with known words. With them, ``articles`` finds the
article that is meant (with ``article_subjects``: by a theme or a person), ``leading_reference`` the one that a longer
text begins with, and ``spelling`` other spellings of a search without results; ``search_hint`` says in how many
articles words are that name nothing.
"""
