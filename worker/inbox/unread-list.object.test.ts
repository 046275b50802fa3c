import { expect, test } from "vitest";
import { agentObject, inboxObject } from "../platform/objects.ts";
import { comeBackCode } from "../protocol/close-code.ts";
import { newAgent, newId, newTeam, openInbox } from "../testing/actors.ts";
import { testEnv } from "../testing/browser.ts";
import { soon } from "../testing/soon.ts";

test("[IN56][IN7] a list that is told 16 Mi characters without a sign of reading is closed to come back, and is not here until then", async () => {
  const team = await newTeam();
  const [ana, bruno] = [await newAgent("Ana", [team]), await newAgent("Bruno", [team])];
  const [hers, his] = [await openInbox(team.id, ana), await openInbox(team.id, bruno)];
  for (const each of [hers, his]) await each.hello();
  const mention = { conversation: newId(), customer: null, by: { id: ana.id, name: "Ana" }, at: Date.now() };
  for (let count = 0; count < 20; count += 1) {
    await inboxObject(testEnv, team.id).mention([ana.id, bruno.id], { ...mention, text: "x".repeat(1_000_000) });
    await hers.pings();
  }
  expect(await his.closing()).toEqual({ code: comeBackCode.unread, reason: "unread" });
  expect(his.all("mention")).toHaveLength(17);
  expect(hers.all("mention")).toHaveLength(20);
  const stub = agentObject(testEnv, bruno.id);
  await soon(async () => expect((await stub.canAnswer()).until).not.toBeNull());
  const back = await openInbox(team.id, bruno);
  expect((await back.hello()).mentions).toHaveLength(1);
  await soon(async () => expect(await stub.canAnswer()).toEqual({ canAnswer: true, until: null }));
});
