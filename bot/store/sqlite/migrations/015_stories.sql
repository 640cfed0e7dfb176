-- Groups of articles that report the same event. An article that is older than this migration has no story.
CREATE TABLE story (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    scope INTEGER NOT NULL, -- that of the article that founded it; every shared member was compared with shared ones
    is_decided INTEGER NOT NULL DEFAULT 0 -- whether an editor changed it: it is then never merged by the program
) STRICT;

CREATE TABLE story_member (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    story_id INTEGER NOT NULL REFERENCES story (id),
    post_of INTEGER NOT NULL, -- the article in whose post this one is named; itself if it has its own
    reason TEXT NOT NULL, -- why it belongs to the story, in plain words; empty for the first article
    fingerprint TEXT NOT NULL, -- what is compared, as JSON
    nearest TEXT NOT NULL -- the articles with the likest words, as JSON: their ids and how alike they are, likest first
) STRICT;

CREATE INDEX story_members ON story_member (story_id);

CREATE INDEX story_posts ON story_member (post_of);

-- An inverted index: the rarest words of each article, its actors and the bands of its MinHash.
CREATE TABLE story_key (
    key TEXT NOT NULL,
    article_scope INTEGER NOT NULL,
    date INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    PRIMARY KEY (key, article_scope, date, article_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX story_keys_of ON story_key (article_id);

-- How many articles hold a word, which tells how rare it is; all of them are counted at the empty word.
CREATE TABLE story_word (
    word TEXT NOT NULL,
    scope INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    PRIMARY KEY (scope, word)
) STRICT, WITHOUT ROWID;

-- Merges of stories by the program, and what editors decided about articles.
CREATE TABLE story_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    scope INTEGER NOT NULL, -- who sees it
    story_id INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
    reason TEXT NOT NULL -- in plain words
) STRICT;

CREATE INDEX story_changes ON story_change (story_id);
