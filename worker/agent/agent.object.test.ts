import { evictDurableObject } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { database } from "../platform/database.ts";
import { agentObject } from "../platform/objects.ts";
import { newAgent, newId, newTeam, openInbox } from "../testing/actors.ts";
import { testEnv } from "../testing/browser.ts";
import { agent as agentTable } from "./agent.table.ts";
import { soon } from "../testing/soon.ts";

test("[AG1][AS10] an agent's place in their teams and what they were given outlive an eviction; what they were not given does not come", async () => {
  const team = await newTeam("Support");
  const ana = await newAgent("Ana", [team]);
  await database(testEnv).update(agentTable).set({ limit: 1 }).where(eq(agentTable.id, ana.id));
  await (await openInbox(team.id, ana)).hello();
  const agent = agentObject(testEnv, ana.id);
  await soon(async () => expect((await agent.profileChanged())?.availability).toBe("available"));
  const [given, refused] = [newId(), newId()];
  expect(await agent.claim(given)).toMatchObject({ granted: true, standing: { load: 1 } });

  await evictDurableObject(agent);
  expect(await agent.claim(refused)).toMatchObject({
    granted: false,
    standing: { availability: "available", load: 1 },
  });
  expect(await agent.claim(given)).toMatchObject({ granted: true, standing: { load: 1 } });

  await agent.unclaim(given);
  await evictDurableObject(agent);
  expect(await agent.claim(refused)).toMatchObject({ granted: true, standing: { load: 1 } });
});
