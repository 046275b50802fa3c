import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { clientMessageSchema, isLogged } from "../../protocol/client-message.ts";
import { closeCode } from "../../protocol/close-code.ts";
import { parseAs } from "../../protocol/codec.ts";
import { cobrowseAgentMessageSchema, cobrowseCustomerMessageSchema } from "../../protocol/cobrowse-socket.ts";
import type { Entry } from "../../protocol/entry.ts";
import { guestClientMessageSchema } from "../../protocol/guest.ts";
import { inboxClientMessageSchema } from "../../protocol/inbox.ts";
import { newId, openAsAgent, openAsCustomer, openInbox, scene } from "../actors.ts";
import { admittedGuest, talk } from "../call-actors.ts";
import { agreed, openTab, openWatcher } from "../cobrowsing.ts";
import type { Wire } from "../wire.ts";
import { broken, framesOf, type Known } from "./grammar.ts";

vi.setConfig({ testTimeout: 3_600_000 });

const full = env.FALA_ABUSE === "full";
const seed = Number(env.FALA_SEED) || (full ? Date.now() % 1e9 : 8);
/** Frames of one socket between two looks at it: fewer than its bucket holds. */
const atOnce = 30;
const framesOfScene = full ? 2_500 : 500;
const scenes = full ? 32 : 3;

const finals = new Set<number>(Object.values(closeCode));
const leaks = /\n\s+at |\.ts:\d|node_modules|SQLITE|SELECT |INSERT |file:\/\//;

let warned: string[] = [];

beforeEach(() => {
  warned = [];
  vi.spyOn(console, "warn").mockImplementation((line: unknown) => void warned.push(String(line)));
});

afterEach(() => {
  vi.useRealTimers();
  // Some of these sockets are closed before everything that they asked for has been answered.
  const others = warned.filter((line) => !line.includes("send_failed"));
  if (others.length > 0) throw new Error(others.join("\n"));
});

/** Somebody at any socket. */
type Somebody = Pick<Wire<{ kind: string }>, "raw" | "closed" | "send" | "close"> & {
  readonly frames: readonly { kind: string; id?: string | null }[];
};

/** What never may be, whoever sent what. */
function harm(wire: Somebody): string[] {
  const said = wire.raw;
  const leaked = said.find((frame) => leaks.test(frame));
  return [
    ...(leaked === undefined ? [] : [`says how it is made: ${leaked.slice(0, 300)}`]),
    ...(said.some((frame) => /"code":"internal"/.test(frame)) ? ["failed inside"] : []),
    ...(wire.closed === null || finals.has(wire.closed.code) ? [] : [`closed with ${wire.closed.code}`]),
  ];
}

describe("frames by the grammar of the protocol, and broken ones", () => {
  test("[AB7] a conversation answers each command once, writes it whole or not at all, and goes on", async ({
    task,
  }) => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    let sent = 0;
    let written = 0;
    for (let index = 0; index < scenes; index += 1) {
      const here = await scene();
      const known: Known = {
        ids: [
          here.id,
          here.team.id,
          here.ana.id,
          here.bruno.id,
          here.started.customer.id,
          ...Array.from({ length: 8 }, newId),
        ],
        most: 30,
      };
      const frames = fc.sample(broken(framesOf(clientMessageSchema, known)), {
        numRuns: framesOfScene,
        seed: seed + index,
      });
      const open = {
        customer: () => openAsCustomer(here.id, here.started.customer.id),
        ana: () => openAsAgent(here.id, here.ana),
        bruno: () => openAsAgent(here.id, here.bruno),
      };
      const sides = ["customer", "ana", "bruno"] as const;
      const outcomes = new Map<string, Set<string>>();
      for (let from = 0; from < frames.length; from += atOnce) {
        vi.setSystemTime(Date.now() + 10_000);
        const who = sides[(from / atOnce) % sides.length] ?? "ana";
        const actor = await open[who]();
        const heard: Somebody = actor;
        await actor.hello();
        const batch = frames.slice(from, from + atOnce);
        const asked: string[] = [];
        for (const frame of batch) {
          const parsed = typeof frame === "string" ? parseAs(clientMessageSchema, frame) : null;
          if (parsed?.ok && isLogged(parsed.value)) asked.push(parsed.value.id);
          actor.send(frame);
        }
        sent += batch.length;
        await vi.waitFor(
          () => {
            if (actor.closed !== null) return;
            const answered = new Set(
              actor.frames.flatMap((each: { kind: string; id?: string | null }) =>
                ["ack", "refused"].includes(each.kind) ? [each.id] : [],
              ),
            );
            const left = asked.filter((id) => !answered.has(id));
            if (left.length > 0)
              throw new Error(`${who} got no answer to ${left.join()}; seed ${seed + index}, from ${from}`);
          },
          { timeout: 20_000, interval: 5 },
        );
        if (actor.closed === null) await actor.settled();
        expect(
          harm(actor),
          `seed ${seed + index}, frames from ${from}: ${batch.map(String).join("\n").slice(0, 4_000)}`,
        ).toEqual([]);
        for (const each of heard.frames) {
          if (each.id === undefined || each.id === null) continue;
          if (each.kind === "refused" || each.kind === "ack")
            outcomes.set(each.id, (outcomes.get(each.id) ?? new Set()).add(each.kind === "ack" ? "ack" : "refused"));
        }
        actor.close();
      }
      // What was acknowledged stands there once, what was only ever refused nowhere, and memory and storage say the same.
      const before = (await (await openAsAgent(here.id, here.ana)).hello()).state;
      await evictDurableObject(here.stub);
      const after = (await (await openAsAgent(here.id, here.ana)).hello()).state;
      expect(after).toEqual(before);
      const entries = await everyEntry(here);
      expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, at) => at + 1));
      expect(after.seq).toBe(entries.length);
      const ids = entries.map(({ id }) => id);
      const refusedOnly = [...outcomes].filter(([, kinds]) => !kinds.has("ack")).map(([id]) => id);
      expect(refusedOnly.filter((id) => ids.includes(id))).toEqual([]);
      written += entries.length;
    }
    Object.assign(task.meta, { figures: { seed, framesToConversations: sent, entriesWritten: written } });
    // Frames that are all refused would show nothing of what is written. About one in twenty writes, each run draws others.
    expect(written).toBeGreaterThan(sent / 40);
  });

  test("[AB7] an inbox, a co-browsing session and a guest's call refuse what they do not know, and go on", async ({
    task,
  }) => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    let sent = 0;
    for (let index = 0; index < scenes; index += 1) {
      const here = await scene();
      const session = await agreed(here.agent, here.customer);
      const { call, peers } = await talk(here);
      const guest = await admittedGuest(here, call);
      const ids = [
        here.id,
        here.team.id,
        here.ana.id,
        session,
        here.started.customer.id,
        call,
        ...Object.values(peers),
      ];
      const known: Known = { ids: [...ids, guest.me], most: 30 };
      const kinds = [
        { schema: inboxClientMessageSchema, open: () => openInbox(here.team.id, here.ana) },
        {
          schema: cobrowseCustomerMessageSchema,
          open: () => openTab(here.id, session, here.started.customer.id),
        },
        {
          schema: cobrowseAgentMessageSchema,
          open: () => openWatcher(here.id, session, here.ana),
        },
        { schema: guestClientMessageSchema, open: guest.opens },
      ];
      for (const { schema, open } of kinds) {
        const frames = fc.sample(broken(framesOf(schema, known)), { numRuns: framesOfScene / 4, seed: seed + index });
        for (let from = 0; from < frames.length; from += atOnce) {
          vi.setSystemTime(Date.now() + 10_000);
          const wire: Somebody = await open();
          const batch = frames.slice(from, from + atOnce);
          for (const frame of batch) wire.send(frame);
          sent += batch.length;
          // Something that is no frame is refused by whoever still listens.
          wire.send("settled?");
          const unreadable = batch.filter(
            (frame) => typeof frame === "string" && frame !== "ping" && !parseAs(schema, frame).ok,
          ).length;
          await vi.waitFor(
            () => {
              const refused = wire.frames.filter(({ kind }) => kind === "refused").length;
              if (wire.closed === null && refused <= unreadable)
                throw new Error(`${refused} of ${unreadable + 1} refused; seed ${seed + index}`);
            },
            { timeout: 20_000, interval: 5 },
          );
          expect(harm(wire), `seed ${seed + index}: ${batch.map(String).join("\n").slice(0, 4_000)}`).toEqual([]);
          if (wire.closed === null) wire.close();
        }
      }
      expect((await (await openInbox(here.team.id, here.ana)).hello()).team.id).toBe(here.team.id);
      // The call is what it was, and a guest's words stand nowhere.
      expect((await (await openAsAgent(here.id, here.ana)).hello()).state.call?.id).toBe(call);
      const authors = (await everyEntry(here)).flatMap(({ author, body }) =>
        body.kind === "message" ? [author.kind] : [],
      );
      expect(authors).not.toContain("guest");
    }
    Object.assign(task.meta, { figures: { framesToOthers: sent } });
  });
});

async function everyEntry({ stub, ana }: Awaited<ReturnType<typeof scene>>): Promise<Entry[]> {
  const found: Entry[] = [];
  for (;;) {
    const page = await stub.exported().entriesFor(ana, found.at(-1)?.seq ?? 0);
    if (page === null || page.length === 0) return found;
    found.push(...page);
  }
}
