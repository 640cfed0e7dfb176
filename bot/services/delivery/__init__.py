"""Posts new articles in channels. In: rows of the store's outbox; out: posts, made through the ``Sender`` protocol.

``worker`` claims rows that are due, ``posting`` makes one post of them and records the result, ``follow_ups`` edits
posts after their articles changed, publishes posts and deletes duplicates, ``channel_recovery`` resumes channels that
were closed to the bot. ``feed_notices`` tells editors of feeds that cannot be read. Other files serve these.
"""
