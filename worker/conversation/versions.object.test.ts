import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import { closeCode } from "../protocol/close-code.ts";
import { MIN_PROTOCOL_VERSION, PROTOCOL_VERSION } from "../protocol/version.ts";
import { openAsAgent, openAsCustomer, openInbox, scene } from "../testing/actors.ts";

const versions = Array.from(
  { length: PROTOCOL_VERSION - MIN_PROTOCOL_VERSION + 2 },
  (_, at) => MIN_PROTOCOL_VERSION + at,
);

test("[CV43] clients of every version that is served, and newer ones, come in and go on; older ones are asked to load again", async () => {
  const { id, started, ana, team } = await scene();
  for (const version of versions) {
    for (const actor of [await openAsCustomer(id, started.customer.id), await openAsAgent(id, ana)]) {
      actor.send({ kind: "hello", version, after: 0 });
      await actor.says(`I am of version ${version}`);
    }
    const inbox = await openInbox(team.id, ana);
    inbox.send({ kind: "hello", version });
    expect((await inbox.heard("welcome")).team.id).toBe(team.id);
  }
  const version = MIN_PROTOCOL_VERSION - 1;
  const old = [
    await openAsCustomer(id, started.customer.id),
    await openAsAgent(id, ana),
    await openInbox(team.id, ana),
  ];
  for (const each of old) {
    each.send({ kind: "hello", version, after: 0 });
    expect(await each.closing()).toEqual({ code: closeCode.versionTooOld, reason: "version_too_old" });
  }
});

const keptSchema = z.object({ __pk: z.unknown(), __user: z.looseObject({}) });

/** Writes the seats of all sockets as another version of the Worker might have, and lets the object sleep. */
async function keptOtherwise(
  stub: Parameters<typeof evictDurableObject>[0],
  otherwise: (seat: object) => object,
): Promise<void> {
  // The library puts its own way to an attachment over that of each socket that it has seen.
  await evictDurableObject(stub);
  await runInDurableObject(stub, (_, state) => {
    for (const socket of state.getWebSockets()) {
      const { __pk, __user } = keptSchema.parse(socket.deserializeAttachment());
      socket.serializeAttachment({ __pk, __user: otherwise(__user) });
    }
  });
  await evictDurableObject(stub);
}

test("[CV38] a seat that an older version of the Worker kept is read, and one that says nothing now lets its client come back", async () => {
  const { stub, customer, agent } = await scene();
  await keptOtherwise(stub, (seat) => ({ ...seat, by: "older", call: undefined }));
  await customer.says("Still here?");
  await agent.says("Still here");
  await keptOtherwise(stub, () => ({ by: "older", who: "somebody" }));
  customer.send({ kind: "message", id: crypto.randomUUID(), text: "Lost" });
  expect(await customer.closing()).toEqual({ code: closeCode.badHello, reason: "not_ready" });
});
