-- One process at a time works on a database: whoever holds the lease, until it runs out.
CREATE TABLE lease (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL, -- a random name that a process gives itself
    host TEXT NOT NULL,
    pid INTEGER NOT NULL,
    taken_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
