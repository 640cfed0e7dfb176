-- A channel may mention a role and publish its posts; several articles may share one post; posts may change later.
ALTER TABLE subscription ADD COLUMN role_id INTEGER;

ALTER TABLE subscription ADD COLUMN publish INTEGER NOT NULL DEFAULT 0;

-- For articles that share a post: the id of the first of these rows.
ALTER TABLE delivery ADD COLUMN batch INTEGER;

-- The channel or thread that holds the message.
ALTER TABLE delivery ADD COLUMN posted_in INTEGER;

CREATE INDEX delivery_sent ON delivery (subscription_id, sent_at) WHERE sent_at IS NOT NULL;

CREATE INDEX delivery_batch ON delivery (batch) WHERE batch IS NOT NULL;

-- What is still to be done with a post that was made: bring it up to its article, or publish it.
CREATE TABLE follow_up (
    delivery_id INTEGER NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('edit', 'publish')),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_try_at INTEGER NOT NULL,
    PRIMARY KEY (delivery_id, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX follow_up_due ON follow_up (next_try_at);
