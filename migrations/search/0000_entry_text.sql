-- Every text of every conversation, for the search. Rebuilt from the conversations by `npm run reindex`.
CREATE TABLE entry_text (
  id INTEGER PRIMARY KEY,
  conversation_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (conversation_id, seq)
);

CREATE VIRTUAL TABLE entry_text_words USING fts5 (
  text,
  content = 'entry_text',
  content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER entry_text_added AFTER INSERT ON entry_text BEGIN
  INSERT INTO entry_text_words (rowid, text) VALUES (new.id, new.text);
END;

CREATE TRIGGER entry_text_changed AFTER UPDATE OF text ON entry_text BEGIN
  INSERT INTO entry_text_words (entry_text_words, rowid, text) VALUES ('delete', old.id, old.text);
  INSERT INTO entry_text_words (rowid, text) VALUES (new.id, new.text);
END;

CREATE TRIGGER entry_text_removed AFTER DELETE ON entry_text BEGIN
  INSERT INTO entry_text_words (entry_text_words, rowid, text) VALUES ('delete', old.id, old.text);
END;
