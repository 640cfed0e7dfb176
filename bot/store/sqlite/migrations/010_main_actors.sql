-- Whether a summary names the actor of an appearance. Analyses stored before count all their actors as main ones, until
-- they are made again.
ALTER TABLE appearance ADD COLUMN is_main INTEGER NOT NULL DEFAULT 1;
