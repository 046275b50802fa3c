import type { InboxRow } from "#protocol/inbox";
import type { Me } from "#protocol/workspace";
import { createRoot, createSignal } from "solid-js";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createNotificationCenter } from "./notification-center.ts";
import type { Card } from "./notification-decision.ts";
import { changeNotificationPreferences } from "./notification-preferences.ts";
import { createSilence } from "./notification-silence.ts";
import type { Speaker, SpeakerState } from "./notification-speaker.ts";
import type { View } from "./notification-windows.ts";

const support = { id: "team-support", name: "Support" };
const sales = { id: "team-sales-1", name: "Sales" };
const ana: Me = {
  agent: { id: "agent-ana-001", name: "Ana", picture: null, role: "agent" },
  email: "ana@example.com",
  twoFactorEnabled: false,
  availability: "available",
  language: null,
  teams: [support],
  allTeams: [support],
  workspace: { name: "Acme", sneakPeek: true },
};

function waitingRow(id: string): InboxRow {
  return {
    id,
    number: 1,
    version: 1,
    startedAt: 1000,
    lastAt: 1000,
    site: { id: "site-0000001", name: "Shop" },
    team: support,
    customer: { id: "customer-001", name: "Maria", email: null, verified: false },
    topic: null,
    status: "open",
    snoozedUntil: null,
    assignee: null,
    waitingSince: 1000,
    lastMessage: { seq: 2, at: 1000, by: "customer", text: "Hello?" },
    unread: 1,
  };
}

/** A console without a server, a loudspeaker or other windows: each is a value that the test sets. */
function open(first: InboxRow[] = []) {
  const rows = new Map(first.map((row) => [row.id, row]));
  const [waiting, setWaiting] = createSignal<readonly InboxRow[]>(first);
  const [me, setMe] = createSignal(ana);
  const [welcomed, setWelcomed] = createSignal<readonly string[]>([]);
  const [onScreen, setOnScreen] = createSignal({ conversationId: null as string | null, lists: false, visible: true });
  const heard = new Set<(row: InboxRow, before: InboxRow | null, first: boolean) => void>();
  const view: { now: View } = {
    now: { seen: new Set(), visible: true, sounds: true, heard: true, notifies: true },
  };
  const offered: boolean[] = [];
  let changed = () => {};
  let speaking: SpeakerState = "ready";
  const stateHeard = new Set<(state: SpeakerState) => void>();
  const speaker: Speaker = {
    state: () => speaking,
    onState: (listener) => {
      stateHeard.add(listener);
      return () => stateHeard.delete(listener);
    },
    unlock: () => Promise.resolve(speaking),
    play: vi.fn<Speaker["play"]>(),
    ring: vi.fn<Speaker["ring"]>(),
    setVolume: vi.fn<Speaker["setVolume"]>(),
    close: vi.fn<Speaker["close"]>(),
  };
  const desktop: Card[] = [];
  const silence = createSilence();
  const { center, dispose } = createRoot((disposeRoot) => ({
    dispose: disposeRoot,
    center: createNotificationCenter({
      inbox: {
        roster: (id) =>
          welcomed().includes(id) ? [{ ...ana.agent, availability: "available", load: 0, limit: 5 }] : [],
        waiting,
        row: (id) => rows.get(id),
        onRow: (listener) => {
          heard.add(listener);
          return () => heard.delete(listener);
        },
        onMention: () => () => undefined,
        mentions: () => [],
        serverNow: () => 2000,
      },
      me,
      speaker,
      silence,
      windows: (told) => {
        changed = told;
        return {
          look: () => Promise.resolve(view.now),
          show: () => undefined,
          offerSound: (able) => offered.push(able),
          close: () => undefined,
        };
      },
      onScreen,
      showDesktop: (card) => desktop.push(card),
      pruneDesktop: () => undefined,
    }),
  }));
  opened.push(dispose);
  return {
    center,
    silence,
    speaker,
    desktop,
    offered,
    setMe,
    setOnScreen,
    welcome: (teamId = support.id) => setWelcomed((before) => [...before, teamId]),
    look: (next: Partial<View>) => {
      view.now = { ...view.now, ...next };
      changed();
    },
    speak: (state: SpeakerState) => {
      speaking = state;
      for (const listener of stateHeard) listener(state);
    },
    /** As the store does: the row is there, then it is told. `first`: in the first welcome of its team. */
    tell: (row: InboxRow, first = false) => {
      const before = rows.get(row.id) ?? null;
      rows.set(row.id, row);
      setWaiting([...rows.values()].filter(({ assignee, status }) => assignee === null && status === "open"));
      for (const listener of heard) listener(row, before, first);
    },
    ringing: () => vi.mocked(speaker.ring).mock.lastCall?.[0] ?? null,
    kinds: () => center.cards().map(({ card }) => card.kind),
  };
}

const opened: (() => void)[] = [];

beforeEach(() => {
  localStorage.clear();
  changeNotificationPreferences({ sound: true, volume: 0.8, ringWhileAway: false, desktop: true });
});
afterEach(() => {
  for (const dispose of opened.splice(0)) dispose();
});

describe("the console's notifications", () => {
  it("say once what waited before, and nothing of how it came", async () => {
    const console = open([waitingRow("conversation-1"), waitingRow("conversation-2")]);
    console.tell(waitingRow("conversation-3"), true);
    console.welcome();
    await vi.waitFor(() =>
      expect(console.center.cards().map(({ card }) => card)).toEqual([{ kind: "line", count: 3 }]),
    );
  });

  it("say in one line what a team's first welcome brings, however late it comes; what happened meanwhile by itself", async () => {
    const console = open([waitingRow("conversation-1")]);
    console.setMe({ ...ana, teams: [support, sales] });
    console.welcome();
    await vi.waitFor(() =>
      expect(console.center.cards().map(({ card }) => card)).toEqual([{ kind: "line", count: 1 }]),
    );
    console.tell(waitingRow("conversation-2"));
    await vi.waitFor(() => expect(console.kinds()).toEqual(["line", "waiting"]));

    for (const id of ["conversation-3", "conversation-4"]) console.tell({ ...waitingRow(id), team: sales }, true);
    console.welcome(sales.id);
    await vi.waitFor(() =>
      expect(console.center.cards().map(({ card }) => card)).toMatchObject([
        { kind: "waiting", row: { id: "conversation-2" } },
        { kind: "line", count: 3 },
      ]),
    );
  });

  it("forget a silence when its conversation leaves the line, not while its team is still to be heard of", async () => {
    const console = open([waitingRow("conversation-1")]);
    console.silence.add(["conversation-1", "conversation-2", "conversation-3"]);
    console.setMe({ ...ana, teams: [support, sales] });
    console.welcome();
    console.tell({ ...waitingRow("conversation-3"), assignee: { id: "agent-rui-001", name: "Rui" } }, true);
    await vi.waitFor(() => expect([...console.silence.silenced()]).toEqual(["conversation-1", "conversation-2"]));

    console.welcome(sales.id);
    await vi.waitFor(() => expect([...console.silence.silenced()]).toEqual(["conversation-1"]));
  });

  it("ring and show a card for a new conversation, until a colleague takes it", async () => {
    const console = open();
    console.welcome();
    console.tell(waitingRow("conversation-1"));
    await vi.waitFor(() => expect(console.kinds()).toEqual(["waiting"]));
    expect(console.ringing()).toEqual({ seconds: 4, soft: false });

    console.tell({ ...waitingRow("conversation-1"), version: 2, assignee: { id: "agent-rui-001", name: "Rui" } });
    await vi.waitFor(() => expect(console.kinds()).toEqual([]));
    expect(console.ringing()).toBeNull();
  });

  it("stop ringing while the agent is away, and ring again when they are back", async () => {
    const console = open([waitingRow("conversation-1")]);
    console.welcome();
    await vi.waitFor(() => expect(console.ringing()).not.toBeNull());
    console.setMe({ ...ana, availability: "away" });
    await vi.waitFor(() => expect(console.ringing()).toBeNull());
    console.setMe(ana);
    await vi.waitFor(() => expect(console.ringing()).not.toBeNull());
  });

  it("stop ringing for a conversation whose card is dismissed, not for the next one", async () => {
    const console = open();
    console.welcome();
    console.tell(waitingRow("conversation-1"));
    await vi.waitFor(() => expect(console.kinds()).toEqual(["waiting"]));
    const [card] = console.center.cards();
    if (card) console.center.dismiss(card);
    await vi.waitFor(() => expect(console.ringing()).toBeNull());
    expect(console.kinds()).toEqual([]);

    console.tell(waitingRow("conversation-2"));
    await vi.waitFor(() => expect(console.ringing()).not.toBeNull());
  });

  it("go on ringing when a card was opened without taking the conversation", async () => {
    const console = open();
    console.welcome();
    console.tell(waitingRow("conversation-1"));
    await vi.waitFor(() => expect(console.kinds()).toEqual(["waiting"]));
    const [card] = console.center.cards();
    if (card) console.center.close(card);
    console.look({ seen: new Set(["conversation-1"]) });
    await vi.waitFor(() => expect(console.ringing()).toEqual({ seconds: 4, soft: true }));
  });

  it("ring only in the tab that may", async () => {
    const console = open([waitingRow("conversation-1")]);
    console.look({ sounds: false });
    console.welcome();
    await vi.waitFor(() => expect(console.speaker.ring).toHaveBeenCalled());
    expect(console.ringing()).toBeNull();
    console.look({ sounds: true });
    await vi.waitFor(() => expect(console.ringing()).not.toBeNull());
  });

  it("offer to sound only while the browser lets them, and say when nobody can", async () => {
    const console = open();
    console.look({ heard: false, sounds: false });
    console.speak("blocked");
    await vi.waitFor(() => expect(console.center.soundBlocked()).toBe(true));
    expect(console.offered.at(-1)).toBe(false);
    // Another tab of this browser can be heard: nothing is wrong.
    console.look({ heard: true });
    await vi.waitFor(() => expect(console.center.soundBlocked()).toBe(false));
    console.speak("ready");
    expect(console.offered.at(-1)).toBe(true);
  });

  it("use the desktop while no window can be seen", async () => {
    const console = open();
    console.welcome();
    console.look({ visible: false });
    console.tell(waitingRow("conversation-1"));
    await vi.waitFor(() => expect(console.desktop.map(({ kind }) => kind)).toEqual(["waiting"]));
  });
});
