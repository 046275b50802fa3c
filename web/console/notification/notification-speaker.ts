import { attentionTone, messageTone, ringTone, SAMPLE_RATE } from "./notification-tones.ts";
import type { SoundName } from "./notification-decision.ts";

/** `blocked`: the browser lets nothing be heard before somebody presses something on this page. `missing`: it has no sound at all. */
export type SpeakerState = "ready" | "blocked" | "missing";

/** What makes sounds. An interface, so that what decides about sounds is tested without ears. */
export type Speaker = {
  state: () => SpeakerState;
  /** Calls back with each new state; returns how to stop. */
  onState: (listener: (state: SpeakerState) => void) => () => void;
  /** Asks the browser to let sound through. Works inside a press or a key only; answers what came of it. */
  unlock: () => Promise<SpeakerState>;
  /** One short sound now; nothing while blocked. */
  play: (sound: SoundName | "ring") => void;
  /** Rings in a loop of `seconds` until called with null. The same call again changes nothing. */
  ring: (loop: { seconds: number; soft: boolean } | null) => void;
  /** 0 to 1. */
  setVolume: (volume: number) => void;
  close: () => void;
};

/** Quiet fades instead of clicks when a ring is cut off. */
const FADE_SECONDS = 0.04;

/** A speaker on Web Audio. Any first press or key on the page unlocks it, so most agents never learn that it was blocked. */
export function makeSpeaker(): Speaker {
  if (typeof AudioContext === "undefined") return silence;
  const context = new AudioContext({ latencyHint: "interactive" });
  const out = context.createGain();
  out.connect(context.destination);
  const listeners = new Set<(state: SpeakerState) => void>();
  let looping: { source: AudioBufferSourceNode; gain: GainNode; seconds: number; soft: boolean } | null = null;

  /** Sources that have not ended. While there is none, the context is put to rest: one that runs keeps the machine's sound awake for good. */
  let sounding = 0;
  let isAtRest = false;
  let current: SpeakerState = "blocked";
  const state = () => current;
  const tell = () => {
    if (context.state === "running" && sounding === 0) {
      isAtRest = true;
      void context.suspend();
    }
    const next: SpeakerState = context.state === "running" || isAtRest ? "ready" : "blocked";
    if (next === current) return;
    current = next;
    for (const listener of listeners) listener(next);
  };
  context.addEventListener("statechange", tell);
  tell();

  /** Without a press the promise of resume() stays open until there is one, in some browsers. */
  const resumed = () =>
    Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, 400))]).catch(() => undefined);

  const unlock = async (): Promise<SpeakerState> => {
    if (!isAtRest) await resumed();
    tell();
    return state();
  };
  const pressed = () => {
    if (state() !== "ready") void unlock();
  };
  const presses = ["pointerdown", "keydown"] as const;
  for (const press of presses) addEventListener(press, pressed, { capture: true, passive: true });

  const sourceOf = (samples: Float32Array<ArrayBuffer>) => {
    const buffer = context.createBuffer(1, samples.length, SAMPLE_RATE);
    buffer.copyToChannel(samples, 0);
    const source = context.createBufferSource();
    source.buffer = buffer;
    return source;
  };

  /** It begins when the context's clock goes on. */
  const start = (source: AudioBufferSourceNode) => {
    source.start();
    sounding += 1;
    source.addEventListener("ended", () => {
      sounding -= 1;
      tell();
    });
    if (!isAtRest) return;
    void resumed().then(() => {
      isAtRest = false;
      tell();
    });
  };

  const stopRing = () => {
    if (!looping) return;
    looping.gain.gain.setTargetAtTime(0, context.currentTime, FADE_SECONDS);
    looping.source.stop(context.currentTime + FADE_SECONDS * 6);
    looping = null;
  };

  return {
    state,
    onState: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    unlock,
    play: (sound) => {
      if (state() !== "ready") return;
      const source = sourceOf(sound === "ring" ? ringTone(3) : sound === "attention" ? attentionTone() : messageTone());
      source.connect(out);
      start(source);
    },
    ring: (loop) => {
      if (loop && looping && looping.seconds === loop.seconds) {
        if (looping.soft !== loop.soft)
          looping.gain.gain.setTargetAtTime(loop.soft ? 0.4 : 1, context.currentTime, 0.1);
        looping.soft = loop.soft;
        return;
      }
      stopRing();
      if (!loop) return;
      const source = sourceOf(ringTone(loop.seconds));
      const gain = context.createGain();
      gain.gain.value = loop.soft ? 0.4 : 1;
      source.loop = true;
      source.connect(gain).connect(out);
      start(source);
      looping = { source, gain, ...loop };
    },
    setVolume: (volume) => {
      out.gain.value = Math.min(1, Math.max(0, volume));
    },
    close: () => {
      stopRing();
      for (const press of presses) removeEventListener(press, pressed, { capture: true });
      listeners.clear();
      void context.close();
    },
  };
}

const silence: Speaker = {
  state: () => "missing",
  onState: () => () => undefined,
  unlock: () => Promise.resolve("missing"),
  play: () => undefined,
  ring: () => undefined,
  setVolume: () => undefined,
  close: () => undefined,
};
