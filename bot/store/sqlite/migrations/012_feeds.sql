-- What the library reads by itself. next_poll_at is when a feed is to be read again: while it is being read, when that
-- may be tried again in case the process dies.
CREATE TABLE feed (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- people type it, so it is never given twice
    scope INTEGER NOT NULL,
    url TEXT NOT NULL,
    link TEXT NOT NULL, -- the address as it is compared: two spellings of it are one feed
    title TEXT NOT NULL,
    site TEXT,
    state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'gone')),
    reason TEXT,
    text_from TEXT NOT NULL DEFAULT 'auto' CHECK (text_from IN ('auto', 'page', 'feed')),
    added_at INTEGER NOT NULL,
    added_by INTEGER,
    next_poll_at INTEGER NOT NULL,
    etag TEXT,
    last_modified TEXT,
    ttl_minutes INTEGER,
    skip_hours TEXT NOT NULL DEFAULT '[]',
    skip_days TEXT NOT NULL DEFAULT '[]',
    first_read_at INTEGER,
    last_read_at INTEGER,
    last_new_at INTEGER, -- when it last had a new item
    failures INTEGER NOT NULL DEFAULT 0, -- in a row
    failed_since INTEGER,
    told_at INTEGER,
    -- A feed that was paused because it failed is still tried, rarely, so that it can recover; an editor's pause is not.
    is_polled INTEGER NOT NULL GENERATED ALWAYS AS (state = 'active' OR (state = 'paused' AND failures > 0)) VIRTUAL,
    UNIQUE (scope, link)
) STRICT;

CREATE INDEX feed_due ON feed (is_polled, next_poll_at);

-- What a feed had in it. An item that waits has its content and the time at which it is due.
CREATE TABLE feed_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feed_id INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    article_id INTEGER REFERENCES article (id) ON DELETE SET NULL,
    title TEXT NOT NULL,
    url TEXT,
    link TEXT, -- the address as it is compared
    is_posted INTEGER NOT NULL, -- whether its article is posted: those of a feed's first read are not
    first_seen_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL, -- when it was or is its turn: the items of a flood take turns over many hours
    next_attempt_at INTEGER, -- NULL once it was dealt with
    attempts INTEGER NOT NULL DEFAULT 0,
    results TEXT NOT NULL, -- [[stage, outcome, reason], ...]
    content TEXT -- JSON; NULL once it was dealt with
) STRICT;

CREATE INDEX feed_item_due ON feed_item (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX feed_item_by_feed ON feed_item (feed_id, id);
CREATE INDEX feed_item_by_article ON feed_item (article_id) WHERE article_id IS NOT NULL;
CREATE INDEX feed_item_by_link ON feed_item (link) WHERE link IS NOT NULL;

-- By what an item is recognised when the feed has it again: the keys of each version of it that the feed has had.
CREATE TABLE feed_item_key (
    feed_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    item_id INTEGER NOT NULL REFERENCES feed_item (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    PRIMARY KEY (feed_id, key, item_id, version)
) STRICT, WITHOUT ROWID;

CREATE INDEX feed_item_key_by_item ON feed_item_key (item_id);
