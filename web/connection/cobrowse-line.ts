import { toFrames } from "#protocol/cobrowse-frame";
import { cobrowseLimits } from "#protocol/cobrowse-limits";

export type CobrowseLine = {
  /** Answers whether all of it was sent. The next one begins when this one has been answered. */
  batch: (bytes: Uint8Array, flags: { gzip: boolean; key: boolean; active: boolean }) => Promise<boolean>;
  /** The server has the frame of this number, and all before it. */
  got: (number: number) => void;
  /** What is under way ends where it is. Answers whether something was. */
  cut: () => boolean;
  /** Another socket, on which frames are counted anew. */
  renew: () => void;
};

/**
 * Sends batches as numbered frames. Of a large one only a few frames are on their way at a time: whatever else the server has to
 * do never waits for more than those, and a batch that it will not have is cut short.
 */
export function makeCobrowseLine(send: (frame: Uint8Array<ArrayBuffer>) => boolean): CobrowseLine {
  let next = 1;
  let gotTo = 0;
  let cuts = 0;
  let busy = false;
  let wake = () => {};

  function cut(): boolean {
    const cutOne = busy;
    cuts += 1;
    wake();
    return cutOne;
  }

  async function sendAll(frames: readonly Uint8Array[]): Promise<boolean> {
    const before = cuts;
    gotTo = next - 1;
    for (const frame of frames) {
      while (cuts === before && next - 1 - gotTo >= cobrowseLimits.framesAhead)
        await new Promise<void>((resolve) => (wake = resolve));
      if (cuts !== before || !send(new Uint8Array(frame))) return false;
      next += 1;
    }
    return true;
  }

  return {
    async batch(bytes, flags) {
      busy = true;
      const sent = await sendAll(toFrames(bytes, { ...flags, first: next }));
      busy = false;
      return sent;
    },
    got(number) {
      gotTo = Math.max(gotTo, number);
      wake();
    },
    cut,
    renew() {
      cut();
      next = 1;
    },
  };
}
