"""Analyses texts: documents in, an ``Analysis`` out. Pure and deterministic; no database, no network, no Discord.

Order (``analyze``): language, sentences, summaries, tagger and tokens, actors, topics, keyphrases, paging.
"""
