/** Two notes, then a pause, until it is stopped. Nothing where the browser lets nothing be heard before a press. */
export function ring(): () => void {
  if (typeof AudioContext === "undefined") return () => undefined;
  const context = new AudioContext();
  const sing = () => void sound(context, [659, 523], 0.18);
  sing();
  const timer = setInterval(sing, 2_000);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}

/** Once, softly: somebody stands at the door. */
export function knock(): void {
  if (typeof AudioContext === "undefined") return;
  const context = new AudioContext();
  void sound(context, [523, 659], 0.08);
  setTimeout(() => void context.close(), 1_000);
}

/** How long a browser is asked to let something be heard: without a press, some never answer. */
const PATIENCE_MS = 400;

/** One note after the other; nothing where the browser lets nothing be heard before a press. */
async function sound(context: AudioContext, pitches: readonly number[], loudness: number): Promise<void> {
  // A new one is at rest for a moment in Firefox, and until it is asked in Safari; in Chromium it is not.
  if (context.state !== "running") {
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    await Promise.race([context.resume(), late]).catch(() => undefined);
  }
  if (context.state !== "running") return;
  for (const [index, pitch] of pitches.entries()) {
    const at = context.currentTime + index * 0.28;
    const gain = context.createGain();
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(loudness, at + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.001, at + 0.26);
    const tone = context.createOscillator();
    tone.frequency.value = pitch;
    tone.connect(gain).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.28);
  }
}
