import { command, Door, needed, progress } from "./door.ts";

/**
 * `npm run reindex`: every conversation tells the index and the search everything again. For after a restore of D1, or when
 * the search's database was made anew. Signs in as an owner or admin; FALA_CODE where they have a second factor:
 *
 *     FALA_ORIGIN=https://chat.example.com FALA_EMAIL=… FALA_PASSWORD=… npm run reindex
 *
 * Goes through what the index knows, oldest number first, fifty at a time; stopping it and starting again is harmless.
 */
await command(async () => {
  const door = new Door(process.env["FALA_ORIGIN"] ?? "http://localhost:8787");
  const [email, password] = [needed("FALA_EMAIL", "an owner's"), needed("FALA_PASSWORD", "theirs")];
  await door.signIn(email, password, process.env["FALA_CODE"]);
  let done = 0;
  for (let after: number | null = 0; after !== null;) {
    const answer = await door.ask("POST", `/api/search/reindex?after=${after}`);
    const step = (await answer.json()) as { done: number; next: number | null };
    done += step.done;
    after = step.next;
    progress(`${done} conversations`, { end: after === null });
  }
  console.log(`${await door.reindexArticles()} articles`);
  await door.signOut();
});
