-- Feeds of several servers with the same address are read by one request.
CREATE INDEX feed_by_link ON feed (link);
