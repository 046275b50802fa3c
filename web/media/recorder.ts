/** A recording under way. Everything is read by whoever draws it, as often as they like. */
export type Recorder = {
  /** What the camera sees; without a picture for sound alone. */
  stream: MediaStream;
  /** How loud it is now, 0 to 1. */
  level: () => number;
  /** Without the pauses. */
  seconds: () => number;
  paused: () => boolean;
  pause: () => void;
  resume: () => void;
  /** Ends it; the devices are let go. */
  stop: () => Promise<File>;
  discard: () => void;
};

export type RecordingProblem = "blocked" | "absent";

/** First what plays everywhere, then what this browser can write. */
const types = {
  audio: ["audio/mp4", "audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/webm"],
  video: ["video/mp4;codecs=avc1.42E01E,mp4a.40.2", "video/webm;codecs=vp8,opus", "video/webm"],
} as const;

/** Asks for the microphone, and the camera for video, and begins. */
export async function startRecording(
  kind: "audio" | "video",
): Promise<{ ok: true; value: Recorder } | { ok: false; problem: RecordingProblem }> {
  const video = { width: { ideal: 1280 }, height: { ideal: 720 } };
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true, ...(kind === "video" ? { video } : {}) });
  } catch (error) {
    const isAbsent = error instanceof DOMException && /^(NotFound|Overconstrained)Error$/.test(error.name);
    return { ok: false, problem: isAbsent ? "absent" : "blocked" };
  }
  const type = types[kind].find((each) => MediaRecorder.isTypeSupported(each));
  const recorder = new MediaRecorder(stream, {
    ...(type === undefined ? {} : { mimeType: type }),
    audioBitsPerSecond: 64_000,
    videoBitsPerSecond: 2_000_000,
  });
  return { ok: true, value: begin(kind, stream, recorder) };
}

function begin(kind: "audio" | "video", stream: MediaStream, recorder: MediaRecorder): Recorder {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Uint8Array(analyser.fftSize);
  const chunks: Blob[] = [];
  let before = 0;
  let since = performance.now();
  recorder.addEventListener("dataavailable", ({ data }) => data.size > 0 && chunks.push(data));
  recorder.start(1_000);

  const release = () => {
    for (const track of stream.getTracks()) track.stop();
    void context.close();
  };
  const seconds = () => before + (recorder.state === "recording" ? (performance.now() - since) / 1_000 : 0);

  return {
    stream,
    level() {
      if (recorder.state !== "recording") return 0;
      analyser.getByteTimeDomainData(samples);
      const sum = samples.reduce((total, sample) => total + ((sample - 128) / 128) ** 2, 0);
      return Math.min(1, Math.sqrt(sum / samples.length) * 3);
    },
    seconds,
    paused: () => recorder.state === "paused",
    pause() {
      before = seconds();
      recorder.pause();
    },
    resume() {
      since = performance.now();
      recorder.resume();
    },
    stop() {
      before = seconds();
      return new Promise((resolve) => {
        recorder.addEventListener("stop", () => {
          release();
          resolve(new File(chunks, nameOf(kind, recorder.mimeType), { type: recorder.mimeType.split(";")[0] ?? "" }));
        });
        recorder.stop();
      });
    },
    discard() {
      if (recorder.state !== "inactive") recorder.stop();
      release();
    },
  };
}

function nameOf(kind: "audio" | "video", type: string): string {
  const mp4 = kind === "audio" ? "m4a" : "mp4";
  const ending = type.includes("mp4") ? mp4 : type.includes("ogg") ? "ogg" : "webm";
  const stamp = new Date().toISOString().slice(0, 19).replace("T", " ").replaceAll(":", ".");
  return `${kind} ${stamp}.${ending}`;
}
