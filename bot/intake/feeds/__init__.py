"""Bytes of a feed in, its items out; an item -> a Draft. Pure, and for the worker process: a feed can take seconds.

In order: ``parse`` (bytes -> FeedDocument) by way of ``markup`` (the feed's markup within bounds), ``xml_feed`` and
``json_feed`` (what the feed says, as it says it) and ``items`` (that, checked and bounded); ``identity`` (is it an item
that is known already?); ``item_text`` (item -> Draft). ``discovery`` finds the feeds of a web page, ``opml`` reads and
writes lists of feeds.
"""
