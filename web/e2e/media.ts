import { expect, type Frame, type FrameLocator, type Page } from "@playwright/test";
import { findHeadless } from "../../.tools/chromium.ts";
import { browserArgs } from "./browser-args.ts";

const executablePath = findHeadless();

/**
 * A Chromium whose camera, microphone and screen are made up, and that may use them without asking. `test.use(withMedia)`.
 * Loopback: on a machine without a network two pages find each other all the same.
 */
export const withMedia = {
  launchOptions: {
    ...(executablePath ? { executablePath } : {}),
    args: [
      ...browserArgs,
      // Pictures enough to see that they move: what they cost to make, to pack and to unpack is most of what a call costs here.
      "--use-fake-device-for-media-stream=fps=10",
      "--use-fake-ui-for-media-stream",
      "--allow-loopback-in-peer-connection",
      "--autoplay-policy=no-user-gesture-required",
    ],
  },
};

/**
 * What a page has really decoded, over all of its connections: pictures of each video, samples of each sound, in the order of the
 * slots. Without the sound that a browser makes up where none comes.
 */
export type Received = { frames: number[]; samples: number[]; offers: number };

/** Call before the page loads: remembers its connections, so that they can be asked. */
export async function watchMedia(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const all: RTCPeerConnection[] = [];
    const state = { all, offers: 0 };
    Object.assign(window, { falaConnections: state });
    const Plain = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Plain {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        all.push(this);
        this.addEventListener("signalingstatechange", () => {
          if (this.signalingState === "have-local-offer") state.offers += 1;
        });
      }
    };
  });
}

/** Call before the page loads: nobody finds a way to it, as behind a firewall that lets nothing through but a relay that there is not. */
export async function relayOnly(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const Plain = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Plain {
      constructor(configuration?: RTCConfiguration) {
        super({ ...configuration, iceTransportPolicy: "relay" });
      }
    };
  });
}

/** Call before the page loads: its camera makes small pictures, and few, so that one machine carries many people. */
export async function tinyVideo(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const plain = MediaDevices.prototype.getUserMedia;
    MediaDevices.prototype.getUserMedia = function (wanted) {
      const video = wanted?.video ? { width: 160, height: 120, frameRate: 8 } : false;
      return Reflect.apply(plain, this, [{ ...wanted, video }]);
    };
  });
}

/** What arrived until now at each open connection of this page (or frame). */
export async function received(where: Page | Frame): Promise<Received[]> {
  return await where.evaluate(async () => {
    const { falaConnections }: { falaConnections?: { all: RTCPeerConnection[]; offers: number } } = Object(window);
    const open = (falaConnections?.all ?? []).filter(({ connectionState }) => connectionState !== "closed");
    return await Promise.all(
      open.map(async (connection) => {
        const stats = [...(await connection.getStats()).values()]
          .filter(({ type }) => type === "inbound-rtp")
          .toSorted((a, b) => Number(a.mid) - Number(b.mid));
        return {
          frames: stats.filter(({ kind }) => kind === "video").map(({ framesDecoded }) => Number(framesDecoded ?? 0)),
          samples: stats
            .filter(({ kind }) => kind === "audio")
            .map(({ totalSamplesReceived = 0, concealedSamples = 0 }) => totalSamplesReceived - concealedSamples),
          offers: falaConnections?.offers ?? 0,
        };
      }),
    );
  });
}

/** So much more is enough to say that it keeps coming: some pictures, half a second of sound. */
const enough = { frames: 5, samples: 24_000 };

/** Playwright looks after a tenth of a second, a quarter, a half, then each second. */
const often = { intervals: [100] };

const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);

/** From so many others pictures (or sound) keep coming: each connection decodes more than it had. */
export async function hearsAndSees(
  where: Page | Frame,
  { others, what }: { others: number; what: readonly ("frames" | "samples")[] },
): Promise<void> {
  await expect.poll(async () => (await received(where)).length, often).toBe(others);
  const before = await received(where);
  for (const kind of what) {
    await expect
      .poll(async () => {
        const now = await received(where);
        return (
          now.length === others &&
          now.every((each, index) => total(each[kind]) > total(before[index]?.[kind] ?? []) + enough[kind])
        );
      }, often)
      .toBe(true);
  }
}

/** Over its connection to the SFU this page keeps receiving so many pictures, and so many sounds. */
export async function receives(
  where: Page | Frame,
  { pictures, sounds }: { pictures: number; sounds: number },
): Promise<void> {
  const all = async (kind: "frames" | "samples") => (await received(where)).flatMap((each) => each[kind]);
  const before = { frames: await all("frames"), samples: await all("samples") };
  for (const [kind, wanted] of [
    ["frames", pictures],
    ["samples", sounds],
  ] as const) {
    await expect
      .poll(
        async () =>
          (await all(kind)).filter((count, index) => count > (before[kind][index] ?? 0) + enough[kind]).length,
        often,
      )
      .toBeGreaterThanOrEqual(wanted);
  }
}

/** The document behind a frame locator: evaluations there see its own window. */
export async function frameOf(page: Page, locator: FrameLocator): Promise<Frame> {
  const handle = await locator.locator("body").elementHandle();
  const frame = await handle?.ownerFrame();
  if (!frame) throw new Error(`There is no frame on ${page.url()}.`);
  return frame;
}
