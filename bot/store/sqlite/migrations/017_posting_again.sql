-- When a story that a channel has already is posted there again: after so many hours, or if a later article says
-- something new. NULL and 0: never.
ALTER TABLE subscription ADD COLUMN again_hours INTEGER;

ALTER TABLE subscription ADD COLUMN again_if_new INTEGER NOT NULL DEFAULT 0;

-- Why a story is posted again, in plain words; NULL for its first post.
ALTER TABLE delivery ADD COLUMN again TEXT;

-- Articles that are older than stories. Each finds its story in the background, the oldest first, and leaves this table.
CREATE TABLE article_without_story (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE
) STRICT;

INSERT INTO article_without_story SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM story_member);

-- Without the fingerprints, which are long: lists look up the story of many articles.
CREATE INDEX story_of_article ON story_member (article_id, story_id);
