-- Times are seconds since 1970, UTC. scope is 0 for shared articles, else the server's id.

CREATE TABLE note (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Made here, in the migration's transaction: two processes that open a new file together must agree on it.
INSERT INTO note (key, value) VALUES ('installation', lower(hex(randomblob(4))));

CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    scope INTEGER NOT NULL,
    number INTEGER NOT NULL,
    date INTEGER NOT NULL, -- published, or else added: what lists and periods go by
    removed_at INTEGER,
    removed_by INTEGER,
    added_at INTEGER NOT NULL,
    added_by INTEGER,
    published_at INTEGER,
    edited_at INTEGER,
    language TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    seed TEXT UNIQUE,
    title TEXT NOT NULL,
    url TEXT,
    source TEXT,
    author TEXT,
    text TEXT NOT NULL, -- last: what stands before it is read without walking through a long text's overflow pages
    UNIQUE (scope, number),
    UNIQUE (scope, content_hash)
) STRICT;

-- With removed_at as a column, not as a condition: a partial index would not spare the look at the row.
CREATE INDEX article_seen ON article (scope, removed_at, id);
CREATE INDEX article_by_date ON article (scope, removed_at, date);

CREATE VIRTUAL TABLE article_words USING fts5 (
    title, text,
    content = 'article', content_rowid = 'id',
    tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
    INSERT INTO article_words (rowid, title, text) VALUES (new.id, new.title, new.text);
END;

CREATE TRIGGER article_edited AFTER UPDATE OF title, text ON article BEGIN
    INSERT INTO article_words (article_words, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
    INSERT INTO article_words (rowid, title, text) VALUES (new.id, new.title, new.text);
END;

CREATE TRIGGER article_deleted AFTER DELETE ON article BEGIN
    INSERT INTO article_words (article_words, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
END;

-- What one reading found. Offsets and indices are JSON: they are only ever read together.
CREATE TABLE reading (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    language TEXT NOT NULL,
    sentences TEXT NOT NULL, -- [[start, end], ...]
    ranking TEXT NOT NULL,
    phrases TEXT NOT NULL
) STRICT;

CREATE INDEX reading_by_version ON reading (version);

CREATE TABLE actor (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    scope INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    key TEXT NOT NULL, -- the folded name
    articles INTEGER NOT NULL DEFAULT 0, -- those not removed
    mentions INTEGER NOT NULL DEFAULT 0, -- in those
    UNIQUE (scope, kind, key)
) STRICT;

CREATE INDEX actor_by_articles ON actor (scope, articles DESC);

CREATE TABLE appearance (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, -- 0: the article's most important actor
    actor_id INTEGER NOT NULL REFERENCES actor (id),
    date INTEGER NOT NULL, -- the article's
    mention_count INTEGER NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,
    roles TEXT NOT NULL, -- [[text, sentence], ...]
    mentions TEXT NOT NULL, -- [[doc, start, end], ...]
    telling TEXT NOT NULL,
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX appearance_company ON appearance (article_id, actor_id, mention_count);
CREATE INDEX appearance_newest ON appearance (actor_id, date, article_id);

-- Every form of a name (whole = 1), and the later words of each, to look names up by their beginning.
CREATE TABLE actor_name (
    key TEXT NOT NULL,
    actor_id INTEGER NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    whole INTEGER NOT NULL,
    articles INTEGER NOT NULL, -- those not removed that use this form
    PRIMARY KEY (key, actor_id, whole)
) STRICT, WITHOUT ROWID;

CREATE TABLE theme (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    label TEXT NOT NULL COLLATE NOCASE,
    evidence TEXT NOT NULL,
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX theme_by_label ON theme (label, article_id);

-- What an article was before each edit, so that the edit can be undone without reading the text again.
CREATE TABLE revision (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    draft TEXT NOT NULL,
    analysis TEXT NOT NULL,
    edited_at INTEGER, -- the edit before this one
    replaced_at INTEGER NOT NULL,
    replaced_by INTEGER
) STRICT;

CREATE INDEX revision_by_article ON revision (article_id, id);

CREATE TABLE change_log (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    scope INTEGER NOT NULL,
    user_id INTEGER,
    action TEXT NOT NULL,
    article_id INTEGER NOT NULL
) STRICT;

CREATE TABLE guild (
    guild_id INTEGER PRIMARY KEY,
    prefix TEXT,
    editor_role_id INTEGER,
    summary_length TEXT
) STRICT;

CREATE TABLE subscription (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused')),
    reason TEXT,
    created_at INTEGER NOT NULL,
    created_by INTEGER,
    UNIQUE (guild_id, channel_id)
) STRICT;

-- The outbox. next_try_at is when a row is due: for a claimed one, when its lease ends.
CREATE TABLE delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: the nonce of a post is made from it
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    subscription_id INTEGER NOT NULL REFERENCES subscription (id) ON DELETE CASCADE,
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'claimed', 'sent', 'skipped', 'failed')),
    reason TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    first_try_at INTEGER,
    next_try_at INTEGER NOT NULL,
    message_id INTEGER,
    sent_at INTEGER,
    done INTEGER NOT NULL GENERATED ALWAYS AS (state IN ('sent', 'skipped')) VIRTUAL,
    UNIQUE (article_id, subscription_id)
) STRICT;

-- The line of each channel: what is not done, oldest first.
CREATE INDEX delivery_line ON delivery (subscription_id, done, id);
