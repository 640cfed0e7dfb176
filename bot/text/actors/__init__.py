"""Finds the persons, organisations and places of an article.

In: the tagged text and its sentences. Out: ``Actor`` values, the most important first. Order: ``detection`` (where
names stand), ``classification`` (their kinds), ``coreference`` (which names are one actor), ``roles``, ``importance``,
``salience``; ``extraction`` calls them. Apart from these, ``linking`` joins the actors of different articles.
"""
