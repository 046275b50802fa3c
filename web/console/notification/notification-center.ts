import { createEffect, createSignal, on, onCleanup, type Accessor } from "solid-js";
import type { Me } from "#protocol/workspace";
import type { InboxStore } from "../../store/inbox-store.ts";
import {
  conversationOf,
  decide,
  decideMention,
  decideStart,
  isCalling,
  isCurrent,
  ringChangesAt,
  ringOf,
  type Card,
  type Change,
  type Decision,
  type Moment,
} from "./notification-decision.ts";
import { notificationPreferences } from "./notification-preferences.ts";
import type { Silence } from "./notification-silence.ts";
import type { Speaker, SpeakerState } from "./notification-speaker.ts";
import type { View, Windows } from "./notification-windows.ts";

/** A card with an id of its own, for whoever draws it. */
export type ShownCard = { id: number; card: Card };

export type NotificationCenter = {
  /** Newest last; those that are no longer true are gone. */
  cards: Accessor<readonly ShownCard[]>;
  /** Takes a card away because it was opened; what rings goes on ringing. */
  close: (card: ShownCard) => void;
  /** Takes a card away, and stops the ring for what it is about. */
  dismiss: (card: ShownCard) => void;
  speaker: Accessor<SpeakerState>;
  /** Sound is wanted, and no tab of this browser can make any. */
  soundBlocked: Accessor<boolean>;
  /** Another tab of this browser sounds. */
  soundElsewhere: Accessor<boolean>;
  /** Inside a press: unlocks the sound and lets the ring be heard once. Answers whether it was. */
  testSound: (sound?: "ring" | "message") => Promise<SpeakerState>;
};

const PERIOD_SECONDS = { urgent: 4, patient: 30 } as const;
const NOBODY: View = { seen: new Set(), visible: true, sounds: false, heard: true, notifies: false };

/** Joins what the rows do, what the windows show and what the agent wants, and lets the decision sound and show. */
export function createNotificationCenter(options: {
  inbox: Pick<InboxStore, "roster" | "waiting" | "mentions" | "row" | "onRow" | "onMention" | "serverNow">;
  me: Accessor<Me>;
  speaker: Speaker;
  silence: Silence;
  /** Made here, because it calls back. */
  windows: (changed: () => void) => Windows;
  /** The conversation that stands on this screen, whether the lists stand there, and whether anybody can see it. */
  onScreen: Accessor<{ conversationId: string | null; visible: boolean; lists: boolean }>;
  showDesktop: (card: Card, current: () => boolean) => void;
  pruneDesktop: () => void;
}): NotificationCenter {
  const { inbox, me, speaker, silence } = options;
  const [cards, setCards] = createSignal<readonly ShownCard[]>([]);
  const [view, setView] = createSignal<View>(NOBODY);
  const [speakerState, setSpeakerState] = createSignal(speaker.state());

  /** The agent's teams whose first rows are here. */
  let here: ReadonlySet<string> = new Set();
  /** Those of them whose line is not said yet. */
  const fresh = new Set<string>();
  const changes: Change[] = [];
  /** Conversations in which somebody rang; whether they still do say their rows. */
  const called = new Set<string>();
  const mentions: Extract<Card, { kind: "mention" }>[] = [];
  let nextId = 1;
  let running = false;
  let again = false;
  let disposed = false;
  let later: ReturnType<typeof setTimeout> | undefined;
  const windows = options.windows(() => step());

  const teamIds = () => me().teams.map(({ id }) => id);
  const isAllHere = () => teamIds().every((id) => here.has(id));
  const momentOf = ({ seen, visible, sounds, notifies }: View): Moment => {
    const { sound, desktop, ringWhileAway } = notificationPreferences();
    const own = me().agent.id;
    return {
      waiting: inbox.waiting(),
      calling: [...called].flatMap((id) => {
        const row = inbox.row(id);
        return row !== undefined && isCalling(row, own, teamIds()) ? [row] : [];
      }),
      ...{ me: own, teamIds: teamIds() },
      mentioned: new Set(inbox.mentions().map(({ conversation }) => conversation)),
      available: me().availability === "available",
      silenced: silence.silenced(),
      lists: options.onScreen().lists,
      seen,
      visible,
      sounds: sounds && sound,
      notifies: notifies && desktop,
      ringWhileAway,
    };
  };
  const rowOf = (card: Card) => {
    const id = conversationOf(card);
    return id === null ? undefined : inbox.row(id);
  };

  const carryOut = ({ cards: added, sound, desktop }: Decision) => {
    const about = new Set(added.map(conversationOf));
    const shown = added.map((card) => ({ id: nextId++, card }));
    // One card for each conversation: the newest reason to look at it.
    setCards((before) => [...before.filter(({ card }) => !about.has(conversationOf(card))), ...shown]);
    if (sound) speaker.play(sound);
    for (const card of desktop) {
      options.showDesktop(card, () => isCurrent(card, momentOf(view()), rowOf(card)) && !view().visible);
    }
  };

  const settle = () => {
    const now = momentOf(view());
    const changed = changes.splice(0);
    if (fresh.size > 0) {
      // What came since has a card of its own.
      const own = new Set([...changed.map(({ row }) => row.id), ...cards().map(({ card }) => conversationOf(card))]);
      carryOut(decideStart({ ...now, waiting: now.waiting.filter(({ id }) => !own.has(id)) }, fresh));
      fresh.clear();
    }
    carryOut(decide(changed, now));
    for (const mention of mentions.splice(0)) carryOut(decideMention(mention, now));
    setCards((all) => {
      const current = all.filter(({ card }) => isCurrent(card, now, rowOf(card)));
      return current.length === all.length ? all : current;
    });
    options.pruneDesktop();

    const ringing = [...now.waiting, ...now.calling].map(({ id }) => id);
    // What is not known may wait in a team whose first rows are still to come.
    const unknown = isAllHere() ? [] : [...now.silenced].filter((id) => inbox.row(id) === undefined);
    silence.keepOnly(new Set([...ringing, ...unknown]));
    const at = inbox.serverNow();
    const ring = ringOf(now, at);
    speaker.ring(ring && { seconds: PERIOD_SECONDS[ring.pace], soft: ring.soft });
    clearTimeout(later);
    const next = ringChangesAt(now, at);
    if (next !== null) later = setTimeout(step, next - at + 50);
  };

  /** Looks at the windows, then settles. What comes while it looks makes it look again: no decision on an old view. */
  function step(): void {
    again = true;
    if (running) return;
    running = true;
    void (async () => {
      while (again && !disposed) {
        again = false;
        // A page that is being left cannot look: what was seen last holds.
        const seen = await windows.look().catch(() => view());
        if (again || disposed) continue;
        setView(seen);
        settle();
      }
      running = false;
    })();
  }

  createEffect(() => {
    // A welcome brings the team's agents, this one among them, and the rows that are there already.
    const welcomed = teamIds().filter((id) => inbox.roster(id).length > 0);
    for (const id of welcomed) if (!here.has(id)) fresh.add(id);
    here = new Set(welcomed);
    if (fresh.size > 0) step();
  });

  const stops = [
    inbox.onRow((row, before, first) => {
      // A team's first rows are what was there already, not what happened.
      if (!first) changes.push({ row, before });
      if (row.call === undefined) called.delete(row.id);
      else called.add(row.id);
      step();
    }),
    inbox.onMention(({ conversation, customer, by, text, call }) => {
      mentions.push({ kind: "mention", conversationId: conversation, customer, by: by.name, text, call });
      step();
    }),
    speaker.onState(setSpeakerState),
  ];
  createEffect(() => {
    const { conversationId, visible } = options.onScreen();
    windows.show(conversationId, visible);
  });
  createEffect(() => windows.offerSound(notificationPreferences().sound && speakerState() === "ready"));
  createEffect(() => speaker.setVolume(notificationPreferences().volume));
  createEffect(
    on([options.onScreen, inbox.waiting, inbox.mentions, me, silence.silenced, notificationPreferences], step),
  );

  onCleanup(() => {
    disposed = true;
    clearTimeout(later);
    for (const stop of stops) stop();
    windows.close();
    speaker.close();
    silence.dispose();
  });

  const close = ({ id }: ShownCard) => {
    setCards((all) => all.filter((other) => other.id !== id));
  };

  return {
    cards,
    close,
    dismiss: (shown) => {
      const { card } = shown;
      close(shown);
      if (card.kind === "line") silence.add(inbox.waiting().map((row) => row.id));
      if (card.kind === "waiting") silence.add([card.row.id]);
    },
    speaker: speakerState,
    soundBlocked: () => notificationPreferences().sound && speakerState() === "blocked" && !view().heard,
    soundElsewhere: () => view().heard && !view().sounds,
    testSound: async (sound = "ring") => {
      const state = await speaker.unlock();
      speaker.play(sound);
      return state;
    },
  };
}
