import { readGeneration } from "./article.store.ts";

/** What was published elsewhere shows within this time; in the place where it was published, at once. */
const generationSeconds = 15;

/** A page that nothing has changed stays for a day. */
const pageSeconds = 86_400;

/**
 * The public pages as this place of the edge keeps them. A copy's key has the generation in it, the counter that grows with every
 * change, so a change makes all copies old at once and nothing has to be purged anywhere; only the counter itself is
 * remembered for a few seconds, so that a page that is known costs no read of D1.
 */
export class HelpCache {
  readonly #cache: Cache;
  readonly #origin: string;

  constructor(cache: Cache, origin: string) {
    this.#cache = cache;
    this.#origin = origin;
  }

  async generation(db: D1Database): Promise<number> {
    const known = await this.#cache.match(this.#counterKey());
    if (known !== undefined) return Number(await known.text());
    const generation = await readGeneration(db);
    const copy = new Response(String(generation), { headers: { "cache-control": `max-age=${generationSeconds}` } });
    await this.#cache.put(this.#counterKey(), copy);
    return generation;
  }

  /** After a change, so that whoever made it sees it. */
  async forgetGeneration(): Promise<void> {
    await this.#cache.delete(this.#counterKey());
  }

  async read(path: string, tag: string): Promise<string | null> {
    const found = await this.#cache.match(this.#pageKey(path, tag));
    return found === undefined ? null : await found.text();
  }

  async write(path: string, tag: string, html: string): Promise<void> {
    const headers = { "cache-control": `max-age=${pageSeconds}`, "content-type": "text/html; charset=utf-8" };
    await this.#cache.put(this.#pageKey(path, tag), new Response(html, { headers }));
  }

  #counterKey(): string {
    return `${this.#origin}/help/.generation`;
  }

  #pageKey(path: string, tag: string): string {
    return `${this.#origin}${path}?copy=${tag}`;
  }
}
