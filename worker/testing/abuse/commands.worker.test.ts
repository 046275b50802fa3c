import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { clientMessageSchema } from "../../protocol/client-message.ts";
import { cobrowseAgentMessageSchema, cobrowseCustomerMessageSchema } from "../../protocol/cobrowse-socket.ts";
import { guestClientMessageSchema } from "../../protocol/guest.ts";
import { inboxClientMessageSchema } from "../../protocol/inbox.ts";
import { PROTOCOL_VERSION } from "../../protocol/version.ts";
import { newId, scene } from "../actors.ts";
import { commands } from "./commands.ts";
import { framesOf } from "./grammar.ts";
import { addressesOf, ask } from "./knock.ts";
import { buildWorld, strangers, type World } from "./world.ts";

const seed = 8;

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});

afterEach(() => {
  vi.useRealTimers();
});

/** The commands of each socket, as the protocol has them. */
const sockets = {
  "GET /ws/conversation/:id": [clientMessageSchema],
  "GET /ws/inbox/:team": [inboxClientMessageSchema],
  "GET /ws/cobrowse/:conversation/:session": [cobrowseCustomerMessageSchema, cobrowseAgentMessageSchema],
  "GET /ws/call": [guestClientMessageSchema],
} as const;

const kindOf = (option: { shape: { kind?: { def: { values?: readonly unknown[] } } } }): string =>
  String(option.shape.kind?.def.values?.[0]);

describe("every command", () => {
  test("[AB5] of a conversation has an expectation, and every socket is among those that are tried", () => {
    const kinds = clientMessageSchema.def.options.map((option) => kindOf(option as Parameters<typeof kindOf>[0]));
    expect(Object.keys(commands).toSorted()).toEqual(kinds.toSorted());
    expect(addressesOf().filter((address) => address.startsWith("GET /ws/"))).toEqual(Object.keys(sockets));
  });

  test("[AB5] from who is kept out of its socket says nothing to anybody and changes nothing", async ({ task }) => {
    const before = await world.kept();
    const known = { ids: Object.values(world.ids), most: 20 };
    let sent = 0;
    const wrong: string[] = [];
    for (const [address, schemas] of Object.entries(sockets)) {
      const frames = schemas.flatMap((schema) =>
        schema.def.options.flatMap((option) => fc.sample(framesOf(option, known), { numRuns: 3, seed })),
      );
      for (const who of strangers) {
        const response = await ask(world, address, world.callers[who]);
        const socket = response.webSocket;
        if (socket === null) continue;
        const heard: string[] = [];
        const closed = new Promise<number>((resolve) => socket.addEventListener("close", ({ code }) => resolve(code)));
        socket.addEventListener("message", ({ data }) => heard.push(String(data)));
        socket.accept();
        socket.send(JSON.stringify({ kind: "hello", version: PROTOCOL_VERSION, after: 0 }));
        for (const frame of frames) socket.send(JSON.stringify(frame));
        sent += frames.length;
        const code = await closed;
        if (code < 4400 || code >= 4500 || heard.length > 0) wrong.push(`${address} ${who}: ${code} ${heard.join()}`);
      }
    }
    Object.assign(task.meta, { figures: { framesOfStrangers: sent } });
    expect(wrong).toEqual([]);
    expect(await world.kept()).toEqual(before);
  });

  test("[AB6] of the other side is forbidden to each, whatever is in it", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const { id, team, ana, started, customer, agent } = await scene();
    const known = { ids: [id, team.id, ana.id, started.customer.id], most: 6 };
    const wrong: string[] = [];
    for (const option of clientMessageSchema.def.options) {
      const kind = kindOf(option as Parameters<typeof kindOf>[0]);
      for (const [side, actor] of [["customer", customer] as const, ["agent", agent] as const]) {
        if (commands[kind]?.[side] === "may") continue;
        for (const frame of fc.sample(framesOf(option, known), { numRuns: 12, seed })) {
          vi.setSystemTime(Date.now() + 1_000);
          const valid = clientMessageSchema.safeParse(frame);
          if (!valid.success) continue;
          const since = actor.frames.length;
          const own = "id" in valid.data ? newId() : null;
          actor.send(own === null ? valid.data : { ...valid.data, id: own });
          await actor.settled();
          const answers = actor.frames
            .slice(since)
            .flatMap((each) => (each.kind === "refused" ? [each.code] : each.kind === "ack" ? ["ack"] : []));
          if (answers.join() !== "forbidden") wrong.push(`${kind} of ${side}: ${answers.join()}`);
        }
      }
    }
    expect([...new Set(wrong)]).toEqual([]);
    expect((await agent.hello()).state.seq).toBe(2);
  });
});
