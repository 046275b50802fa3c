import { type DeviceTrouble, knownTrouble, troubleOf } from "./device-trouble.ts";

export type Device = { id: string; label: string };
/** What there is to choose from. Labels are empty until a device was allowed once. */
export type DeviceLists = { microphones: Device[]; cameras: Device[]; speakers: Device[] };

export type Got<T> = { ok: true; value: T } | { ok: false; trouble: DeviceTrouble };

const camera = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } } as const;
const microphone = { echoCancellation: true, noiseSuppression: true, autoGainControl: true } as const;

/** Opens a microphone or camera: this one, or the one that the browser would choose. */
export async function openDevice(wanted: "microphone" | "camera", id: string | null): Promise<Got<MediaStreamTrack>> {
  const known = knownTrouble(wanted);
  if (known !== null) return { ok: false, trouble: known };
  const chosen = id === null ? {} : { deviceId: { exact: id } };
  const asked = wanted === "camera" ? { video: { ...camera, ...chosen } } : { audio: { ...microphone, ...chosen } };
  try {
    const stream = await navigator.mediaDevices.getUserMedia(asked);
    const [track] = stream.getTracks();
    return track === undefined ? { ok: false, trouble: "missing" } : { ok: true, value: track };
  } catch (error) {
    const trouble = troubleOf(error, wanted);
    // The one that was chosen once is not there any more: any other is better than none.
    if (trouble === "missing" && id !== null) return await openDevice(wanted, null);
    return { ok: false, trouble };
  }
}

export type Screen = { video: MediaStreamTrack; audio: MediaStreamTrack | null };

/** Asks which screen, window or tab to show. Works inside a press only. */
export async function openScreen(): Promise<Got<Screen>> {
  const known = knownTrouble("screen");
  if (known !== null) return { ok: false, trouble: known };
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia({
      // Text moves little and must stay sharp.
      video: { frameRate: { ideal: 15, max: 30 } },
      audio: true,
    });
    const [video] = stream.getVideoTracks();
    if (video === undefined) return { ok: false, trouble: "failed" };
    return { ok: true, value: { video, audio: stream.getAudioTracks()[0] ?? null } };
  } catch (error) {
    return { ok: false, trouble: troubleOf(error, "screen") };
  }
}

/** What there is now. */
export async function listDevices(): Promise<DeviceLists> {
  const found = knownTrouble("microphone") === null ? await navigator.mediaDevices.enumerateDevices() : [];
  const of = (kind: MediaDeviceKind) =>
    found
      // Chromium lists the default twice.
      .filter((device) => device.kind === kind && device.deviceId !== "" && device.deviceId !== "communications")
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  return { microphones: of("audioinput"), cameras: of("videoinput"), speakers: of("audiooutput") };
}

/** Calls when something was plugged in or out; returns how to stop. */
export function onDevicesChange(listener: () => void): () => void {
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  devices?.addEventListener("devicechange", listener);
  return () => devices?.removeEventListener("devicechange", listener);
}
