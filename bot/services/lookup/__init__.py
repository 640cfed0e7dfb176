"""Finds what somebody means. In: typed words; out: an article, or suggestions. Actors have ``actors.name_lookup``.

``query_words`` splits what was typed and ``similarity`` compares it with known words. With them, ``articles`` finds the
article that is meant (with ``article_subjects``: by a theme or a person), and ``leading_reference`` the one that a
longer text begins with. ``search_query`` parses a search, ``search`` runs it, ``spelling`` suggests other spellings of
one without results, and ``search_hint`` says how many articles contain words that name nothing.
"""
