-- What a channel wants: which articles (JSON), how many posts in 24 hours, and none in which hours (JSON: from, until,
-- time zone). NULL is no filter and no limit.
ALTER TABLE subscription ADD COLUMN filter TEXT;

ALTER TABLE subscription ADD COLUMN posts_a_day INTEGER;

ALTER TABLE subscription ADD COLUMN quiet_hours TEXT;

-- A new article is compared with these only: channels without a filter cost nothing.
CREATE INDEX subscription_filtered ON subscription (guild_id) WHERE filter IS NOT NULL;

-- Until when the channel's limits hold a delivery back: one that was held is posted together with those behind it.
ALTER TABLE delivery ADD COLUMN held_until INTEGER;
