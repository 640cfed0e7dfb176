-- How many items of the last document were not read, since it has more than are read at a time.
ALTER TABLE feed ADD COLUMN left_out INTEGER NOT NULL DEFAULT 0;
