import { createSignal, onCleanup, untrack } from "solid-js";
import type { DeviceTrouble } from "../media/device-trouble.ts";
import { type DeviceLists, listDevices, onDevicesChange, openDevice } from "../media/devices.ts";

type Kind = "microphone" | "camera";
export type Chosen = { microphone: string | null; camera: string | null; speaker: string | null };

const KEY = "fala.devices";
const nothing: Chosen = { microphone: null, camera: null, speaker: null };

function readChosen(): Chosen {
  try {
    const kept: Partial<Record<keyof Chosen, unknown>> = Object(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
    const of = (name: keyof Chosen) => (typeof kept[name] === "string" ? kept[name] : null);
    return { microphone: of("microphone"), camera: of("camera"), speaker: of("speaker") };
  } catch {
    return nothing;
  }
}

/**
 * This page's microphone and camera: open or not, which ones, and why not. One that is unplugged while it is open is replaced by
 * another one, or said to be gone. What is chosen is remembered by this browser.
 */
export function createCallDevices(options: { onTrack: (kind: Kind, track: MediaStreamTrack | null) => void }) {
  const [tracks, setTracks] = createSignal<Partial<Record<Kind, MediaStreamTrack>>>({});
  const [trouble, setTrouble] = createSignal<Partial<Record<Kind, DeviceTrouble>>>({});
  const [opening, setOpening] = createSignal<Partial<Record<Kind, true>>>({});
  const [lists, setLists] = createSignal<DeviceLists>({ microphones: [], cameras: [], speakers: [] });
  const [chosen, setChosen] = createSignal<Chosen>(readChosen());
  const [muted, setMuted] = createSignal(false);
  let closed = false;

  const refresh = () => void listDevices().then(setLists, () => undefined);
  refresh();
  onCleanup(onDevicesChange(refresh));
  onCleanup(closeAll);

  function put(kind: Kind, track: MediaStreamTrack | null) {
    untrack(tracks)[kind]?.stop();
    setTracks((all) => ({ ...without(all, kind), ...(track !== null && { [kind]: track }) }));
    options.onTrack(kind, track);
  }

  /** Opens it, or another one in its place. False: it cannot be had, and `trouble` says why. */
  async function open(kind: Kind): Promise<boolean> {
    setOpening((all) => ({ ...all, [kind]: true }));
    const got = await openDevice(kind, untrack(chosen)[kind]);
    setOpening((all) => without(all, kind));
    if (closed) {
      if (got.ok) got.value.stop();
      return false;
    }
    if (!got.ok) {
      setTrouble((all) => ({ ...all, [kind]: got.trouble }));
      put(kind, null);
      return false;
    }
    setTrouble((all) => without(all, kind));
    const track = got.value;
    if (kind === "microphone") track.enabled = !untrack(muted);
    // Unplugged, or taken away in the browser's own menu: another one, if there is one.
    track.addEventListener("ended", () => {
      if (untrack(tracks)[kind] === track) void open(kind);
    });
    put(kind, track);
    refresh();
    return true;
  }

  function closeAll() {
    closed = true;
    for (const track of Object.values(untrack(tracks))) track.stop();
  }

  return {
    tracks,
    trouble,
    opening,
    lists,
    chosen,
    /** Whether the open microphone is muted: it stays open, so that it is there again at once. */
    muted,
    setMuted(next: boolean) {
      setMuted(next);
      const track = untrack(tracks).microphone;
      if (track === undefined) return;
      track.enabled = !next;
      options.onTrack("microphone", track);
    },
    open,
    /** The light goes out. */
    close: (kind: Kind) => put(kind, null),
    async choose(kind: keyof Chosen, id: string) {
      const next = { ...untrack(chosen), [kind]: id };
      setChosen(next);
      try {
        localStorage.setItem(KEY, JSON.stringify(next));
      } catch {
        // Private windows: it holds for this page.
      }
      if (kind !== "speaker" && untrack(tracks)[kind] !== undefined) await open(kind);
    },
    dismiss: (kind: Kind) => setTrouble((all) => without(all, kind)),
  };
}

export type CallDevices = ReturnType<typeof createCallDevices>;

function without<T extends object>(all: T, key: keyof T): T {
  const rest = { ...all };
  delete rest[key];
  return rest;
}
