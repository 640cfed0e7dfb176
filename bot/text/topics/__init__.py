"""Finds the themes of an article: its title and tagged text in, at most four topic labels with evidence out.

Order: lexicon (terms of each topic), matching (terms in the text), evidence (by topic), scoring.
"""
