"""Finds the persons, organisations and places of an article.

In: the tagged text and its sentences. Out: ``Actor`` values, the most important first. Order: ``detection`` (where
names are), ``classification`` (their kinds), ``coreference`` (which names belong to one actor), ``roles``,
``importance``, ``salience`` (by ``sentence_parts``); ``extraction`` calls them. Separately, ``linking`` joins the
actors of different articles.
"""
