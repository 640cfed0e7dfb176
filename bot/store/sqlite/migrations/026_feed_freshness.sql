-- For how long the server of a feed says that its answer holds whenever it is confirmed: a 304 can name another time.
-- Until the next document, ttl_minutes of an older library holds the longer of this and the feed's own ttl.
ALTER TABLE feed ADD COLUMN fresh_minutes INTEGER;
