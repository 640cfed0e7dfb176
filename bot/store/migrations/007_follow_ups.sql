-- Why a follow-up waits, or never can be done: a correction is kept until it is shown, and what became of it is told.
ALTER TABLE follow_up ADD COLUMN state TEXT NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'blocked', 'impossible'));

ALTER TABLE follow_up ADD COLUMN reason TEXT;
