-- Where the pages of an article's full text begin (offsets in characters, JSON): found once, when it is read.
ALTER TABLE reading ADD COLUMN pages TEXT;
