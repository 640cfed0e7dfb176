-- Counts an article's changes: an edit names the version that it was made from, and fails where that is not the last.
ALTER TABLE article ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- The article's address as it is compared: the same page under two spellings is one article.
ALTER TABLE article ADD COLUMN link TEXT;

UPDATE article SET link = link_key(url) WHERE url IS NOT NULL;

CREATE INDEX article_by_link ON article (link, scope) WHERE link IS NOT NULL;
