import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Where both Node servers keep each message before they relay it: SQLite as one would set it up, safe against a loss of power. */
export function openStorage(folder: string): (conversation: string, body: string) => void {
  const db = new DatabaseSync(join(folder, "messages.sqlite"));
  db.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE message (seq INTEGER PRIMARY KEY, conversation TEXT NOT NULL, body TEXT NOT NULL);
    CREATE INDEX message_by_conversation ON message (conversation, seq);
  `);
  const insert = db.prepare("INSERT INTO message (conversation, body) VALUES (?, ?)");
  return (conversation, body) => void insert.run(conversation, body);
}
