/**
 * A soft sound for a new message, made here and not loaded. Browsers allow it only after the customer has done something
 * in this document; of the tabs that may sound, one does (it holds a lock until it is closed).
 */
export function makeMessageSound(site: string): { play: () => void } {
  let context: AudioContext | null = null;
  let last: EventTarget | null = null;
  let isMine = !("locks" in navigator);

  const unlock = () => {
    const audio = (context ??= new AudioContext());
    // Allowed, it rests until there is something to hear: one that runs keeps the machine's sound awake.
    audio.resume().then(
      () => audio.suspend(),
      () => undefined,
    );
    if (isMine) return;
    navigator.locks
      .request(`fala.sound.${site}`, () => {
        isMine = true;
        // Held as long as this document lives.
        return new Promise<never>(() => undefined);
      })
      .catch(() => {
        isMine = true;
      });
  };
  for (const name of ["pointerdown", "keydown"]) addEventListener(name, unlock, { once: true });

  const tone = (audio: AudioContext, pitch: number, after: number) => {
    const begin = audio.currentTime + after;
    const [source, volume] = [audio.createOscillator(), audio.createGain()];
    source.frequency.value = pitch;
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(0.09, begin + 0.012);
    volume.gain.exponentialRampToValueAtTime(0.0001, begin + 0.32);
    source.connect(volume).connect(audio.destination);
    source.start(begin);
    source.stop(begin + 0.34);
    return source;
  };

  return {
    play: () => {
      if (!context || !isMine) return;
      const audio = context;
      tone(audio, 587.3, 0);
      const end = (last = tone(audio, 880, 0.11));
      end.onended = () => void (end === last && audio.suspend());
      void audio.resume();
    },
  };
}
