-- How many readers opened something on a theme or an actor in a server. Each counts once a day for each, and those of
-- earlier days count less: readers is the count as it was at counted_at. Who they were is stored nowhere.
CREATE TABLE reading (
    guild_id INTEGER NOT NULL,
    theme TEXT,
    actor_id INTEGER REFERENCES actor (id) ON DELETE CASCADE,
    readers REAL NOT NULL,
    counted_at INTEGER NOT NULL,
    UNIQUE (guild_id, theme),
    UNIQUE (actor_id, guild_id),
    CHECK ((theme IS NULL) <> (actor_id IS NULL))
) STRICT;

CREATE INDEX reading_by_age ON reading (counted_at);

-- Whether what a server reads is counted; NULL stands for the default.
ALTER TABLE guild ADD COLUMN count_reading INTEGER;
