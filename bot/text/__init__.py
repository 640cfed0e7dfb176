"""Analyses texts: documents in, an ``Analysis`` out. Pure and deterministic; no database, no network, no Discord.

Order (``analyze``): sentences, language, summaries, forms, paging, tagger and tokens, actors, topics, keyphrases.
``telling_phrases`` chooses the key phrases to show by their ``telling_features``; these, ``word_statistics`` and
``actors/linking`` are what answers need.
"""
