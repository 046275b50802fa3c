/**
 * The sounds of the console, made of numbers: samples between -1 and 1, no files to load when it matters. Pure, so that a
 * test can hear them.
 */

export const SAMPLE_RATE = 22_050;

/** One struck tone: starts at `at` seconds, dies away over `length` seconds. */
type Tone = { at: number; hertz: number; length: number; loudness: number };

/** Overtones of a marimba bar: the fourth and tenth give wood, not beep. */
const PARTIALS = [
  { ratio: 1, share: 1, decay: 1 },
  { ratio: 4, share: 0.22, decay: 0.35 },
  { ratio: 10, share: 0.06, decay: 0.12 },
] as const;

const ATTACK_SECONDS = 0.004;

function strike(into: Float32Array, tone: Tone): void {
  const from = Math.round(tone.at * SAMPLE_RATE);
  const until = Math.min(into.length, from + Math.round(tone.length * SAMPLE_RATE));
  for (let sample = Math.max(0, from); sample < until; sample++) {
    const time = (sample - from) / SAMPLE_RATE;
    const attack = Math.min(1, time / ATTACK_SECONDS);
    // Ends in silence, whatever the decay has left over: no click.
    const release = Math.min(1, (tone.length - time) / 0.05);
    let value = 0;
    for (const { ratio, share, decay } of PARTIALS) {
      const fading = Math.exp((-5 * time) / (tone.length * decay));
      value += share * fading * Math.sin(2 * Math.PI * tone.hertz * ratio * time);
    }
    into[sample] = (into[sample] ?? 0) + value * attack * release * tone.loudness;
  }
}

function render(seconds: number, tones: readonly Tone[]): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.ceil(seconds * SAMPLE_RATE));
  for (const tone of tones) strike(samples, tone);
  // Two tones that meet must not clip.
  const peak = samples.reduce((highest, value) => Math.max(highest, Math.abs(value)), 0);
  if (peak > 0.98)
    for (let index = 0; index < samples.length; index++) samples[index] = ((samples[index] ?? 0) / peak) * 0.98;
  return samples;
}

const E5 = 659.26;
const G5 = 783.99;
const B5 = 987.77;
const D6 = 1174.66;
const E6 = 1318.51;

/** The call: up a ladder, and again. Between 650 and 1,320 Hz, where small speakers and ears are best. */
const phrase = (start: number, loudness: number): Tone[] =>
  [E5, B5, E6, D6, B5, E6].map((hertz, step) => ({
    at: start + step * 0.13,
    hertz,
    length: step === 5 ? 0.9 : 0.45,
    loudness: loudness * (step === 5 ? 1 : 0.85),
  }));

/**
 * The ring of a waiting conversation: one round, with the pause after it, to be played in a loop. A loop needs no timer, so a tab
 * in the background rings as well as one in front. `period` in seconds, at least 3.
 */
export function ringTone(period: number): Float32Array<ArrayBuffer> {
  return render(Math.max(3, period), [...phrase(0, 0.8), ...phrase(1.05, 0.9)]);
}

/** A customer wrote in one of the agent's own conversations: one soft drop, nothing like the ring. */
export function messageTone(): Float32Array<ArrayBuffer> {
  return render(0.35, [{ at: 0, hertz: G5, length: 0.3, loudness: 0.38 }]);
}

/** A mention, or a conversation that was handed over: two steps down. */
export function attentionTone(): Float32Array<ArrayBuffer> {
  return render(0.9, [
    { at: 0, hertz: D6, length: 0.4, loudness: 0.5 },
    { at: 0.16, hertz: G5, length: 0.6, loudness: 0.55 },
  ]);
}
