"""Finds the key phrases of an article: tagged text, sentences and actors in, at most ten phrases out.

Order: noun_phrases, candidates (the phrases of the whole text), features, ranking.
"""
