import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { clientMessageSchema } from "./client-message.ts";
import { inboxClientMessageSchema, inboxServerMessageSchema } from "./inbox.ts";
import { agentServerMessageSchema, customerServerMessageSchema } from "./server-message.ts";
import { MIN_PROTOCOL_VERSION, PROTOCOL_VERSION } from "./version.ts";

const named = z.record(z.string(), z.array(z.string()));

/** The golden frames as they stood when a version was the newest. A version that is left behind adds its own; none ever changes. */
const past = z
  .record(z.string(), named)
  .parse(JSON.parse(readFileSync(`${import.meta.dirname}/frames.past.json`, "utf8")));

const fromClients: Record<string, z.ZodMiniType> = {
  clientFrames: clientMessageSchema,
  inboxClientFrames: inboxClientMessageSchema,
};
const fromServers: Record<string, z.ZodMiniType> = {
  customerFrames: customerServerMessageSchema,
  agentFrames: agentServerMessageSchema,
  inboxFrames: inboxServerMessageSchema,
};

function unread(version: number, schemas: Record<string, z.ZodMiniType>): string[] {
  const frames = past[version];
  if (frames === undefined) throw new Error(`frames.past.json has no version ${version}: put its golden frames there`);
  return Object.entries(schemas).flatMap(([name, schema]) => {
    const wires = frames[name] ?? [];
    if (wires.length === 0) throw new Error(`frames.past.json has no ${name} of version ${version}`);
    return wires.filter((wire) => !schema.safeParse(JSON.parse(wire)).success);
  });
}

const older = Array.from(
  { length: PROTOCOL_VERSION - MIN_PROTOCOL_VERSION },
  (_, index) => MIN_PROTOCOL_VERSION + index,
);

describe("old and new together", () => {
  // Pages stay open, and widgets cached, across many releases.
  test.each(older)("this server reads all that a client of version %i says", (version) => {
    expect(unread(version, fromClients)).toEqual([]);
  });

  // Objects go on with the code before for an hour at most, so never with more than one release's.
  test("this client reads all that an object of the version before says", () => {
    expect(unread(PROTOCOL_VERSION - 1, fromServers)).toEqual([]);
  });
});
