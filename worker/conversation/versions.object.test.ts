import { expect, test } from "vitest";
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
