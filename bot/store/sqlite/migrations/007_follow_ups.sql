-- When a try to post ended last without an answer that tells whether the message was made: it may still appear.
ALTER TABLE delivery ADD COLUMN unconfirmed_at INTEGER;

-- Whether Discord said that the channel was deleted: it gets nothing new and does not count towards the limit.
ALTER TABLE subscription ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;

-- Whether posting there was stopped: what was posted before still follows its articles.
ALTER TABLE subscription ADD COLUMN ended INTEGER NOT NULL DEFAULT 0;

-- A follow-up is kept until it is done. A blocked one waits for access, an impossible one is kept for its reason.
CREATE TABLE follow_up_new (
    delivery_id INTEGER NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('edit', 'publish', 'deduplicate')),
    state TEXT NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'blocked', 'impossible')),
    reason TEXT,
    revision INTEGER NOT NULL DEFAULT 1, -- how often it was asked for: a newer wish outlives an older one's end
    attempts INTEGER NOT NULL DEFAULT 0,
    next_try_at INTEGER NOT NULL,
    unconfirmed_at INTEGER, -- the last try whose end is not known
    PRIMARY KEY (delivery_id, kind)
) STRICT, WITHOUT ROWID;

INSERT INTO follow_up_new (delivery_id, kind, attempts, next_try_at)
SELECT delivery_id, kind, attempts, next_try_at FROM follow_up;

DROP TABLE follow_up;

ALTER TABLE follow_up_new RENAME TO follow_up;

CREATE INDEX follow_up_due ON follow_up (state, next_try_at);
