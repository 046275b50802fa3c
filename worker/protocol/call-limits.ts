import type { CallMedia } from "./call.ts";

/** Apart from limits.ts, since the widget's first load carries every figure there, and from call.ts with its schemas. Times in milliseconds. */
export const callLimits = {
  /** How long it rings before it counts as missed. */
  ringMs: 30_000,
  /** An accepted call to which nobody came is over after this time. */
  comeMs: 2 * 60_000,
  /** Somebody whose socket was lost has this long to come back before they have left. */
  graceMs: 25_000,
  /** While a call runs, its object looks this often whether everybody is still there. */
  lookMs: 20_000,
  /** A page in a call says this often that it is there; one that was silent for so long is dead, whether or not its socket closed. */
  beatMs: 20_000,
  silentMs: 90_000,
  /** People in one call, by transport. */
  people: { mesh: 4, realtimekit: 24, sfu: 8 },
  /** Guests who may wait at a call's door at once. */
  guestsWaiting: 12,
  /** Characters of one session description, and of one candidate. */
  descriptionCharacters: 32_000,
  candidateCharacters: 1_000,
  /** Candidates of one signal. */
  candidates: 32,
  /** Signals that one person may send in one call within a minute. */
  signalsPerMinute: 300,
} as const;

export const noMedia: CallMedia = { microphone: false, camera: false, screen: false, held: false };
