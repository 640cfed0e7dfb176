-- What editors decided about names: that one name is somebody (same = 1), or that it is not (same = 0).
CREATE TABLE name_rule (
    scope INTEGER NOT NULL,
    key TEXT NOT NULL, -- the folded name
    name TEXT NOT NULL,
    target_key TEXT NOT NULL,
    target TEXT NOT NULL,
    same INTEGER NOT NULL,
    decided_at INTEGER NOT NULL,
    decided_by INTEGER,
    PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;

-- Articles that a newer analyzer failed on: they keep their older reading.
CREATE TABLE set_aside (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    version INTEGER NOT NULL, -- the analyzer's
    reason TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

-- The log tells of names too: those entries have no article.
CREATE TABLE change_log_new (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    scope INTEGER NOT NULL,
    user_id INTEGER,
    action TEXT NOT NULL,
    article_id INTEGER,
    subject TEXT
) STRICT;

INSERT INTO change_log_new (id, at, scope, user_id, action, article_id)
SELECT id, at, scope, user_id, action, article_id FROM change_log;

DROP TABLE change_log;

ALTER TABLE change_log_new RENAME TO change_log;
