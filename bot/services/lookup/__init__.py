"""Resolves what somebody typed. In: typed words; out: an article, or the nearest suggestions.

``query_words`` splits what was typed, ``articles`` finds the article that it refers to, ``leading_reference`` the one
that a longer text begins with, ``spelling`` other spellings of a search without results; ``search_hint`` says how many
articles a search for words that name nothing would find.
"""
