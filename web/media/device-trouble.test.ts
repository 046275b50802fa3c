import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { knownTrouble, troubleOf } from "./device-trouble.ts";
import { openDevice } from "./devices.ts";

/** The pages around allow these. */
function around(allowed: readonly string[]) {
  Object.assign(document, { featurePolicy: { allowsFeature: (feature: string) => allowed.includes(feature) } });
}
const everything = ["microphone", "camera", "display-capture"];
const ask = vi.fn<MediaDevices["getUserMedia"]>();
const failure = (name: string, message = "no") => Promise.reject(new DOMException(message, name));

beforeEach(() => {
  ask.mockReset();
  vi.stubGlobal("isSecureContext", true);
  const mediaDevices = { getUserMedia: ask, getDisplayMedia: vi.fn<MediaDevices["getDisplayMedia"]>() };
  Object.defineProperty(navigator, "mediaDevices", { configurable: true, value: mediaDevices });
  around(everything);
});
afterEach(() => vi.unstubAllGlobals());

describe("[CA31] why a device cannot be had", () => {
  test("is known before anybody is asked where the page around does not allow it, and for that device alone", async () => {
    around(["microphone"]);
    expect([knownTrouble("microphone"), knownTrouble("camera"), knownTrouble("screen")]).toEqual([
      null,
      "policy",
      "policy",
    ]);
    expect(await openDevice("camera", null)).toEqual({ ok: false, trouble: "policy" });
    expect(ask).not.toHaveBeenCalled();
  });

  test("is what the browser says in its own words", async () => {
    const said: [name: string, trouble: string][] = [
      ["NotAllowedError", "denied"],
      ["SecurityError", "denied"],
      ["NotFoundError", "missing"],
      ["OverconstrainedError", "missing"],
      ["NotReadableError", "busy"],
      ["AbortError", "busy"],
      ["TypeError", "unsupported"],
      ["SomethingNewError", "failed"],
    ];
    for (const [name, trouble] of said) {
      ask.mockImplementationOnce(() => failure(name));
      expect([name, await openDevice("microphone", null)]).toEqual([name, { ok: false, trouble }]);
    }
  });

  test("is the page around where a browser says it only by refusing", () => {
    around([]);
    expect(troubleOf(new DOMException("no", "NotAllowedError"), "camera")).toBe("policy");
  });

  test("of a screen: nothing was chosen, or the system forbids it", () => {
    const refused = (message: string) => troubleOf(new DOMException(message, "NotAllowedError"), "screen");
    expect(refused("Permission denied by user")).toBe("cancelled");
    expect(refused("Permission denied by system")).toBe("denied");
  });

  test("is no encryption, or a browser that cannot", () => {
    vi.stubGlobal("isSecureContext", false);
    expect(knownTrouble("camera")).toBe("insecure");
    vi.stubGlobal("isSecureContext", true);
    Object.defineProperty(navigator, "mediaDevices", { configurable: true, value: { getUserMedia: ask } });
    expect([knownTrouble("camera"), knownTrouble("screen")]).toEqual([null, "unsupported"]);
  });

  test("is none where another one is there than the one that was chosen once", async () => {
    const track = { stop: () => undefined };
    ask.mockImplementationOnce(() => failure("OverconstrainedError"));
    ask.mockImplementationOnce(async () => Object.assign(Object.create(null), { getTracks: () => [track] }));
    expect(await openDevice("microphone", "unplugged")).toEqual({ ok: true, value: track });
  });
});
