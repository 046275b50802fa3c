/**
 * `npm run reindex`: every conversation tells the index and the search everything again. For after a restore, or when
 * the search's database was made anew. Signs in as an owner or admin without a second factor:
 *
 *     FALA_ORIGIN=https://chat.example.com FALA_EMAIL=… FALA_PASSWORD=… npm run reindex
 *
 * Goes through what the index knows, oldest number first, fifty at a time; stopping it and starting again is harmless.
 */
const origin = process.env["FALA_ORIGIN"] ?? "http://localhost:8787";
const email = process.env["FALA_EMAIL"] ?? "";
const password = process.env["FALA_PASSWORD"] ?? "";

const signedIn = await ask("/api/session", { method: "POST", body: JSON.stringify({ email, password }) });
const cookie = signedIn.headers
  .getSetCookie()
  .map((each) => each.split(";")[0])
  .join("; ");

let after: number | null = 0;
let done = 0;
while (after !== null) {
  const answer = await ask(`/api/search/reindex?after=${after}`, { method: "POST", headers: { cookie } });
  const step = (await answer.json()) as { done: number; next: number | null };
  done += step.done;
  after = step.next;
  process.stdout.write(`\r${done} conversations`);
}
process.stdout.write("\n");

let articles = 0;
for (let step = "", found = 1; found > 0; step = "?after=begun") {
  const answer = await ask(`/api/articles/reindex${step}`, { method: "POST", headers: { cookie } });
  found = ((await answer.json()) as { done: number }).done;
  articles += found;
}
console.log(`${articles} articles`);
await ask("/api/session", { method: "DELETE", headers: { cookie } });

async function ask(path: string, asked: { method: string; body?: string; headers?: { cookie: string } }) {
  const headers = { origin, "content-type": "application/json", ...asked.headers };
  const answer = await fetch(origin + path, { ...asked, headers });
  if (answer.ok) return answer;
  console.error(`${path} answered ${answer.status}: ${await answer.text()}`);
  process.exit(1);
}
