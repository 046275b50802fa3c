import type { Page } from "@playwright/test";

/**
 * Ears and eyes for what a page cannot show: counts what Web Audio plays, and takes the place of desktop notifications. Put it
 * on a context before its pages load.
 */
export async function giveEars(
  context: { addInitScript: Page["addInitScript"] },
  notifications = false,
): Promise<void> {
  await context.addInitScript((granted) => {
    const ear = { ringing: 0, rings: 0, sounds: 0, desktop: [] as { title: string; body: string; tag: string }[] };
    Object.assign(window, { falaEar: ear });
    const { start, stop } = AudioBufferSourceNode.prototype;
    const counted = new WeakSet<AudioBufferSourceNode>();
    AudioBufferSourceNode.prototype.start = function (this: AudioBufferSourceNode, ...given: [number?]) {
      if (this.loop) {
        ear.ringing += 1;
        ear.rings += 1;
        counted.add(this);
      } else ear.sounds += 1;
      return start.apply(this, given);
    };
    AudioBufferSourceNode.prototype.stop = function (this: AudioBufferSourceNode, ...given: [number?]) {
      if (counted.delete(this)) ear.ringing -= 1;
      return stop.apply(this, given);
    };
    if (!granted) return;
    class Shown extends EventTarget {
      static permission = "granted";
      static requestPermission = () => Promise.resolve("granted");
      readonly #shown: { title: string; body: string; tag: string };
      constructor(title: string, { body = "", tag = "" }: NotificationOptions = {}) {
        super();
        this.#shown = { title, body, tag };
        ear.desktop.push(this.#shown);
      }
      close() {
        ear.desktop = ear.desktop.filter((other) => other !== this.#shown);
        this.dispatchEvent(new Event("close"));
      }
    }
    Object.assign(window, { Notification: Shown });
  }, notifications);
}

/**
 * As a browser that lets nothing be heard before somebody presses something. Chromium is one, but whatever Playwright does on a
 * page counts as a press there.
 */
export async function blockSound(context: { addInitScript: Page["addInitScript"] }): Promise<void> {
  await context.addInitScript(() => {
    let pressed = false;
    for (const name of ["pointerdown", "keydown"]) {
      addEventListener(name, ({ isTrusted }) => (pressed ||= isTrusted), { capture: true });
    }
    class Blocked extends AudioContext {
      #heard = false;
      override get state() {
        return this.#heard ? super.state : "suspended";
      }
      override async resume() {
        await super.resume();
        if (!pressed || this.#heard) return;
        this.#heard = true;
        this.dispatchEvent(new Event("statechange"));
      }
    }
    Object.assign(window, { AudioContext: Blocked });
  });
}

export type Ear = {
  /** Rings that go on at this moment, and how many ever began. */
  ringing: number;
  rings: number;
  /** Short sounds that were played. */
  sounds: number;
  /** Desktop notifications that stand there now. */
  desktop: { title: string; body: string; tag: string }[];
};

export const heardBy = (page: Page): Promise<Ear> =>
  page.evaluate(() => {
    const { falaEar }: { falaEar?: Ear } = Object(window);
    if (falaEar === undefined) throw new Error("This page was given no ears.");
    return falaEar;
  });

/** As if the window went behind another one (or came back): headless pages are never hidden by themselves. */
export async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((next) => {
    const state = next ? "hidden" : "visible";
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
    Object.defineProperty(document, "hidden", { configurable: true, get: () => next });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
}
