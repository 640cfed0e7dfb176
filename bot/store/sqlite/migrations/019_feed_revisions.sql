-- New versions of items that have become articles; one that waits has its content and its time as a new item has.
-- How many versions were taken up, when the next one may be at the earliest, when the last one changed the article, and
-- why the last one did not:
ALTER TABLE feed_item ADD COLUMN revisions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed_item ADD COLUMN revision_after INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feed_item ADD COLUMN revised_at INTEGER;
ALTER TABLE feed_item ADD COLUMN not_revised TEXT NOT NULL DEFAULT '';
