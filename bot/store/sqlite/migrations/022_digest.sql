-- The time zone of a server, a name of the IANA time zone database; NULL: UTC.
ALTER TABLE guild ADD COLUMN time_zone TEXT;

-- When a channel gets what is new in one post: the times of the day, the days of the week and the time zone, which is
-- that of the server. NULL: at once.
ALTER TABLE subscription ADD COLUMN digest TEXT;

-- The local time of the digest that the delivery was a part of; NULL for other posts.
ALTER TABLE delivery ADD COLUMN digest_of TEXT;
