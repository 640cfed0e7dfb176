"""Ranks the sentences of an article for summaries of any length: documents and sentences in, an order of indices out.

Order: features (of surface, position and similarity), vocabulary and word_importance (which words a person would take
up), ranking (the models), ordering (no repetition, nothing without its context). key_sentence picks one for lists.
"""
