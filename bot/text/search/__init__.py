"""Brings words to the forms by which they are found, in a stored text and in what somebody types alike.

``folding`` folds letters and digits, ``function_words`` tell nothing. ``word_forms`` makes the forms of one word,
``index_forms`` those of a text that SQLite's own tokenizer does not make. ``compounds`` knows which words are also
written in two, ``abbreviations`` which names are also written as their initials, ``amounts`` how a number is rounded in
words, ``regional_spellings`` how a word is spelt on the other side of the Atlantic. ``passages`` finds the place of a
hit in a text.
"""
