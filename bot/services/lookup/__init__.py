"""Finds what somebody means. In: typed words; out: an article, or suggestions. Actors have ``actors.name_lookup``.

``query_words`` splits what was typed and ``similarity`` compares it with known words. With them, ``articles`` finds the
article that is meant, ``leading_reference`` the one that a longer text begins with, and ``spelling`` other spellings of
a search without results; ``search_hint`` says how many articles a search for words that name nothing would find.
"""
