/**
 * The windows and tabs of one browser that show the console, and who of them does what only one may do. Told by Web Locks: a
 * lock ends with its tab, also when that crashes, so nothing here can go stale.
 */

const SOUND = "fala.sound";
const NOTIFY = "fala.notify";
const WINDOW = "fala.window:";

export type Windows = {
  /** What all windows of this browser show now, and what this one may do. */
  look: () => Promise<View>;
  /** Says what stands on this screen: a conversation, or null; and whether somebody can see it. */
  show: (conversationId: string | null, visible: boolean) => void;
  /** Stands for being the one that sounds (true), or gives it up: a tab that the browser keeps silent must not hold it. */
  offerSound: (able: boolean) => void;
  close: () => void;
};

export type View = {
  seen: ReadonlySet<string>;
  visible: boolean;
  /** This tab is the one that sounds. */
  sounds: boolean;
  /** Some tab of this browser sounds. */
  heard: boolean;
  /** This tab is the one that shows desktop notifications. */
  notifies: boolean;
};

type Held = { release: () => void };

function hold(locks: LockManager, name: string, mode: LockMode, changed: (held: boolean) => void): Held {
  const waiting = new AbortController();
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  locks
    .request(name, { mode, signal: waiting.signal }, () => {
      changed(true);
      return released;
    })
    .catch(() => undefined);
  return {
    release: () => {
      waiting.abort();
      release();
      changed(false);
    },
  };
}

/** `changed` is called whenever `look` may answer something else, in this window or another one. */
export function makeWindows(changed: () => void): Windows {
  // Absent on pages without https: then each tab is alone, which rings too often rather than never.
  const locks: LockManager | undefined = navigator.locks;
  const channel = new BroadcastChannel("fala.windows");
  channel.addEventListener("message", changed);
  const tell = () => {
    channel.postMessage("changed");
    changed();
  };

  let closed = false;
  let here: { conversationId: string | null; visible: boolean } = { conversationId: null, visible: false };
  let shown: Held | null = null;
  let sound: Held | null = null;
  let sounds = false;
  let notifies = locks === undefined;
  let able = false;
  const notify = locks
    ? hold(locks, NOTIFY, "exclusive", (held) => {
        notifies = held;
        if (!closed) tell();
      })
    : null;

  return {
    look: async () => {
      if (!locks) {
        const seen = here.visible && here.conversationId !== null ? [here.conversationId] : [];
        return { seen: new Set(seen), visible: here.visible, sounds: able, heard: able, notifies };
      }
      const held = (await locks.query()).held ?? [];
      const names = held.map(({ name }) => name ?? "");
      const windows = names.filter((name) => name.startsWith(WINDOW)).map((name) => name.slice(WINDOW.length));
      return {
        seen: new Set(windows.filter((id) => id !== "")),
        visible: windows.length > 0,
        sounds,
        heard: names.includes(SOUND),
        notifies,
      };
    },
    show: (conversationId, visible) => {
      if (conversationId === here.conversationId && visible === here.visible) return;
      here = { conversationId, visible };
      shown?.release();
      shown = null;
      if (locks && visible) shown = hold(locks, `${WINDOW}${conversationId ?? ""}`, "shared", (held) => held && tell());
      else tell();
    },
    offerSound: (next) => {
      if (next === able) return;
      able = next;
      if (!locks) return changed();
      if (able) {
        sound = hold(locks, SOUND, "exclusive", (held) => {
          sounds = held;
          if (!closed) tell();
        });
      } else sound?.release();
    },
    close: () => {
      closed = true;
      shown?.release();
      sound?.release();
      notify?.release();
      channel.postMessage("changed");
      channel.close();
    },
  };
}
