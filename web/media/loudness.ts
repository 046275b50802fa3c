/** Above this a person speaks: about what a quiet voice at an arm's length makes. Root mean square, 0 to 1. */
export const speaksAbove = 0.02;

const everyMs = 120;

let shared: AudioContext | null = null;

/** Listens to how loud a track is, 0 to 1, some times a second. Returns how to stop. */
export function watchLoudness(track: MediaStreamTrack, listener: (level: number) => void): () => void {
  if (typeof AudioContext === "undefined") return () => undefined;
  shared ??= new AudioContext({ latencyHint: "playback" });
  void shared.resume().catch(() => undefined);
  const source = shared.createMediaStreamSource(new MediaStream([track]));
  const analyser = shared.createAnalyser();
  analyser.fftSize = 1024;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    listener(Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length));
  }, everyMs);
  return () => {
    clearInterval(timer);
    source.disconnect();
  };
}
