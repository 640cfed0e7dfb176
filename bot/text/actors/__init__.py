"""Finds the persons, organisations and places of an article.

In: the tagged text and its sentences. Out: ``Actor`` values, the most important first. Order: ``detection`` (where
names are), ``non_actors`` and ``datelines`` (which of them name no actor, or only where the article was written),
``classification`` (their kinds), ``coreference`` (which names belong to one actor), ``roles``, ``importance`` with
``sources`` (over ``credits``) and ``prominence`` (whom the article is about), ``salience`` by ``sentence_parts`` and
``part_weights``; ``extraction`` calls them. Separately, ``linking`` joins the actors of different articles.
"""
