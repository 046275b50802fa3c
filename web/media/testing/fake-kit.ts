import type { Kit } from "../realtimekit.ts";

class Told {
  readonly #listeners = new Map<string, ((...told: never[]) => void)[]>();
  on(event: string, listener: (...told: never[]) => void): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }
  tell(event: string, ...told: unknown[]): void {
    for (const listener of this.#listeners.get(event) ?? []) Reflect.apply(listener, undefined, told);
  }
}

/** A meeting of RealtimeKit, as far as Fala uses one, and what was done with it. */
export function meeting() {
  const done: string[] = [];
  const participants: ReturnType<Kit["participants"]["joined"]["toArray"]> = [];
  const joined = Object.assign(new Told(), { toArray: () => participants });
  const meta = new Told();
  const does = (what: string) => async (given?: MediaStreamTrack) =>
    void done.push(given ? `${what} ${given.id}` : what);
  const kit: Kit = {
    join: does("join"),
    leave: does("leave"),
    self: Object.assign(new Told(), {
      ...{ enableAudio: does("enableAudio"), disableAudio: does("disableAudio") },
      ...{ enableVideo: does("enableVideo"), disableVideo: does("disableVideo") },
      ...{ disableScreenShare: does("disableScreenShare") },
      // It asks the browser by itself.
      enableScreenShare: async () => {
        const stream = await navigator.mediaDevices.getDisplayMedia();
        done.push(
          `enableScreenShare ${stream
            .getTracks()
            .map(({ id }) => id)
            .join()}`,
        );
      },
    }),
    participants: { joined },
    meta,
  };
  return { kit, done, participants, joined, meta };
}
