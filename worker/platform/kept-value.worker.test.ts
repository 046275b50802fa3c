import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import { KeptValue } from "./kept-value.ts";

const schema = z.object({ words: z.string(), by: z.string(), tags: z._default(z.array(z.string()), []) });
type Value = z.infer<typeof schema>;

function isOwn(stored: unknown): stored is Value {
  return typeof stored === "object" && stored !== null && "by" in stored && stored.by === "this";
}

/** What stands in storage, as a value that was not read yet reads it. */
async function readBack(stored: unknown): Promise<unknown> {
  return await runInDurableObject(env.INBOX.getByName(crypto.randomUUID()), (_, { storage }) => {
    storage.kv.put("value", stored);
    return new KeptValue(storage, "value", schema, isOwn).read();
  });
}

test("what other code has kept gets what it lacks, and is refused where it does not fit", async () => {
  expect(await readBack({ words: "Hello", by: "another" })).toEqual({ words: "Hello", by: "another", tags: [] });
  await expect(readBack({ words: 1, by: "another" })).rejects.toThrow("Invalid input");
});

test("what this code has kept is read as it stands", async () => {
  const value: Value = { words: "Hello", by: "this", tags: ["a"] };
  expect(await readBack(value)).toEqual(value);
  expect(await readBack({ words: 1, by: "this" })).toEqual({ words: 1, by: "this" });
});
