-- Tables and columns get the names that the program uses for them. Nothing but names changes. The table of the lease
-- keeps its names: a program of any version reads it before it migrates the database.
ALTER TABLE note RENAME TO key_value;

ALTER TABLE reading RENAME TO analysis;

ALTER TABLE set_aside RENAME TO analysis_failure;

ALTER TABLE left_guild RENAME TO guild_departure;

ALTER TABLE name_rule RENAME TO alias_rule;

ALTER TABLE alias_rule RENAME COLUMN same TO is_alias;

ALTER TABLE appearance RENAME COLUMN telling TO salient;

ALTER TABLE subscription RENAME COLUMN gone TO channel_deleted;

ALTER TABLE subscription RENAME COLUMN ended TO unsubscribed;

ALTER TABLE delivery RENAME COLUMN batch TO batch_id;

ALTER TABLE delivery RENAME COLUMN posted_in TO thread_id;

ALTER TABLE delivery RENAME COLUMN first_try_at TO first_attempt_at;

ALTER TABLE delivery RENAME COLUMN next_try_at TO next_attempt_at;

ALTER TABLE follow_up RENAME COLUMN next_try_at TO next_attempt_at;

-- SQLite cannot rename an index.
DROP INDEX reading_by_version;

CREATE INDEX analysis_by_version ON analysis (version);
