"""Feeds that are read by themselves. In: addresses of feeds; out: articles in the library, each item once.

``registry`` is what editors do with feeds. ``finding`` finds the feed of a site for them, ``previews`` shows its last
items, and ``second_addresses`` recognises one that is followed already. ``poller`` chooses the feeds that are due,
``reading`` reads each, and ``selection`` decides which of its items are new. ``ingest`` makes articles of those, of the
drafts that ``drafting`` makes, and ``revising`` corrects them when an item changes; ``item_history`` reads what became
of an item.
"""
