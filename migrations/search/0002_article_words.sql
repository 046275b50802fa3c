-- What published articles say, for the search of customers and agents. Rebuilt from D1 by `npm run reindex`.
CREATE TABLE article_words (
  id INTEGER PRIMARY KEY,
  article_id TEXT NOT NULL,
  language TEXT NOT NULL,
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  tags TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (article_id, language)
);

CREATE VIRTUAL TABLE article_words_index USING fts5 (
  title,
  tags,
  text,
  content = 'article_words',
  content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER article_words_added AFTER INSERT ON article_words BEGIN
  INSERT INTO article_words_index (rowid, title, tags, text) VALUES (new.id, new.title, new.tags, new.text);
END;

CREATE TRIGGER article_words_changed AFTER UPDATE OF title, tags, text ON article_words BEGIN
  INSERT INTO article_words_index (article_words_index, rowid, title, tags, text) VALUES ('delete', old.id, old.title, old.tags, old.text);
  INSERT INTO article_words_index (rowid, title, tags, text) VALUES (new.id, new.title, new.tags, new.text);
END;

CREATE TRIGGER article_words_removed AFTER DELETE ON article_words BEGIN
  INSERT INTO article_words_index (article_words_index, rowid, title, tags, text) VALUES ('delete', old.id, old.title, old.tags, old.text);
END;
