"""Brings words to the forms by which they are found, in a stored text and in what somebody types alike.

``folding`` folds letters and digits, ``function_words`` tell nothing. ``word_forms`` makes the forms of one word,
``index_forms`` those of a text that SQLite's own tokenizer does not make. ``compounds`` knows which words are also
written in two, ``abbreviations`` which names are also written as their initials. ``passages`` finds the place of a hit
in a text.
"""
