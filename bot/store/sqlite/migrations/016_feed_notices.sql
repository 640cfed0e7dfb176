-- The channel in which an editor added the feed: there editors are told if it cannot be read for days.
ALTER TABLE feed ADD COLUMN channel_id INTEGER;

-- Another feed that has the address to which this one moved: both are the same feed.
ALTER TABLE feed ADD COLUMN duplicate_of INTEGER REFERENCES feed (id) ON DELETE SET NULL;

-- What a server's editors are told of their feeds, each once. The notices of a feed are posted in the order of their
-- ids, which are a part of the idempotency keys of their messages and never given twice.
CREATE TABLE feed_notice (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feed_id INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('failing', 'recovered')),
    state TEXT NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'sent', 'skipped')),
    channel_id INTEGER, -- where the last attempt was made
    message_id INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL,
    first_attempt_at INTEGER, -- when the first of the attempts began whose outcome is unknown
    unconfirmed_at INTEGER -- when the last of them ended
) STRICT;

CREATE INDEX feed_notice_due ON feed_notice (next_attempt_at) WHERE state = 'due';
CREATE INDEX feed_notice_by_feed ON feed_notice (feed_id, id);

-- The stage at which a delivery was skipped, as far as that was decided when its article was added.
ALTER TABLE delivery ADD COLUMN stopped_at TEXT;
