import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { clientMessageSchema } from "./client-message.ts";
import { closeCode, isFinal } from "./close-code.ts";
import { errorSentences } from "./error-sentence.ts";
import { errorCodeSchema, isErrorCode } from "./error.ts";
import {
  cobrowseAgentMessageSchema,
  cobrowseCustomerMessageSchema,
  cobrowseToAgentSchema,
  cobrowseToCustomerSchema,
} from "./cobrowse-socket.ts";
import { agentEntries, agentFrames, clientFrames, customerFrames, inboxFrames } from "./frames.golden.ts";
import { guestClientMessageSchema, guestServerMessageSchema } from "./guest.ts";
import { inboxClientMessageSchema, inboxServerMessageSchema } from "./inbox.ts";
import { PING, PONG } from "./limits.ts";
import { SUBPROTOCOL } from "./paths.ts";
import { agentServerMessageSchema, customerServerMessageSchema } from "./server-message.ts";
import { MIN_PROTOCOL_VERSION, PROTOCOL_VERSION } from "./version.ts";

/** The hash of the wire at each version. */
const hashes: Record<number, string> = {
  1: "S2XDfEOjC0NsjAC4",
  2: "4yIc8IfswAIHR5SW",
  3: "a_NytX5_t9Qs1ZhA",
  4: "X6bDtQyGzkKRqzcA",
  5: "4Q2i22wM77xghudn",
};

describe("the contract", () => {
  test("changes with its version only", () => {
    const schemas = {
      ...{ clientMessageSchema, customerServerMessageSchema, agentServerMessageSchema },
      ...{ inboxClientMessageSchema, inboxServerMessageSchema },
      ...{ cobrowseCustomerMessageSchema, cobrowseToCustomerSchema },
      ...{ cobrowseAgentMessageSchema, cobrowseToAgentSchema },
      ...{ guestClientMessageSchema, guestServerMessageSchema },
    };
    const wire = Object.entries(schemas).map(([name, schema]) => [
      name,
      z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }),
    ]);
    const hash = createHash("sha256")
      .update(JSON.stringify([wire, closeCode, SUBPROTOCOL, PING, PONG]))
      .digest("base64url")
      .slice(0, 16);
    expect(
      hash,
      `What goes over the sockets has changed; its hash is ${hash} now. Clients that are open in browsers, and widgets
that are cached on customers' pages, still speak as before. If they read and write the new wire too (a new kind that is
only sent to those who asked for it, an optional field), put the new hash here. If not, raise PROTOCOL_VERSION in
version.ts, say in one line there what is new, and add the hash under the new number.`,
    ).toBe(hashes[PROTOCOL_VERSION]);
  });

  test("has a line of history for each version", () => {
    const source = readFileSync(`${import.meta.dirname}/version.ts`, "utf8");
    const told = [...source.matchAll(/^ \* (\d+) {2}\d{4}-\d{2} {2}\S/gm)].map(([, version]) => Number(version));
    expect(told).toEqual(Array.from({ length: PROTOCOL_VERSION }, (_, index) => index + 1));
    expect(MIN_PROTOCOL_VERSION).toBeLessThanOrEqual(PROTOCOL_VERSION);
  });
});

describe("errors", () => {
  test.each(Object.entries(errorSentences))(
    "%s has a sentence that says what to do or what is so",
    (code, sentence) => {
      expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(sentence).toMatch(/^[A-Z][^{}<>]{10,140}\.$/);
    },
  );

  test("no two codes say the same", () => {
    const sentences = Object.values(errorSentences);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  test("a code of a newer server reads as internal", () => {
    expect(errorCodeSchema.parse("flood")).toBe("flood");
    expect(errorCodeSchema.parse("not_invented_yet")).toBe("internal");
    expect(isErrorCode("toString")).toBe(false);
  });

  test("every close code of ours is final, and no other is", () => {
    expect(Object.values(closeCode).every(isFinal)).toBe(true);
    expect(new Set(Object.values(closeCode)).size).toBe(Object.keys(closeCode).length);
    expect([1000, 1006, 1011, 4399, 4500].some(isFinal)).toBe(false);
  });
});

describe("docs/protocol.md", () => {
  const page = readFileSync(`${import.meta.dirname}/../../docs/protocol.md`, "utf8").replaceAll(/ +/g, " ");
  const frames = [...clientFrames, ...customerFrames, ...agentFrames, ...inboxFrames];
  const kinds = new Set([...frames.map(([, { kind }]) => kind), ...agentEntries.map(([, { body }]) => body.kind)]);

  test.each([...kinds])("tells of %s", (kind) => {
    expect(page).toMatch(new RegExp(`\`${kind}[\` ]`));
  });

  test("has every error with its sentence, and every close code", () => {
    for (const [code, sentence] of Object.entries(errorSentences))
      expect(page).toContain(`| \`${code}\` | ${sentence} |`);
    for (const code of Object.values(closeCode)) expect(page).toContain(`| ${code} |`);
  });
});
