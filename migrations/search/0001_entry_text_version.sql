-- Which version of its conversation a text is from: one that was edited or taken back never comes again with older news.
ALTER TABLE entry_text ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
