-- One process at a time runs the bot on a database: whoever holds the lease. There is one row at most.
CREATE TABLE lease (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    holder TEXT NOT NULL, -- a random name that the process gives itself
    host TEXT NOT NULL,
    pid INTEGER NOT NULL,
    taken_at INTEGER NOT NULL,
    beats INTEGER NOT NULL, -- how often it was renewed: compared instead of times, since a clock may be set
    renewed_at INTEGER NOT NULL -- for people to read
) STRICT;
