"""Reads what editors type about a channel's new articles. In: typed words; out: a filter, or limits.

The store compares each new article with the filters (``store.protocols.filters``) and keeps the limits
(``store.protocols.limits``).
"""
