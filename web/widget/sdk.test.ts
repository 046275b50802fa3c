import { beforeEach, describe, expect, it, vi } from "vitest";
import { makeSdk } from "./sdk.ts";

const actions = {
  open: vi.fn(),
  close: vi.fn(),
  toggle: vi.fn(),
  identify: vi.fn(),
  set: vi.fn(),
  start: vi.fn(),
  shutdown: vi.fn(),
};

let warned = vi.spyOn(console, "warn");

beforeEach(() => {
  for (const action of Object.values(actions)) action.mockReset();
  warned = vi.spyOn(console, "warn").mockImplementation(() => {});
});

describe("the JavaScript API", () => {
  it("does the same for a pushed command and for a method", () => {
    const { sdk } = makeSdk(actions);
    sdk.push(["open"], ["identify", { name: " Helena ", email: "h@example.com" }]);
    Reflect.apply(Reflect.get(sdk, "identify"), sdk, [{ name: "Helena", email: "h@example.com" }]);
    expect(actions.open).toHaveBeenCalledOnce();
    expect(actions.identify.mock.calls).toEqual([
      [{ name: "Helena", email: "h@example.com" }, null],
      [{ name: "Helena", email: "h@example.com" }, null],
    ]);
    expect(warned).not.toHaveBeenCalled();
  });

  it("takes a signed identity with the function that renews it", () => {
    const renew = () => "a.b.d";
    makeSdk(actions).sdk.push(["identify", { jwt: "a.b.c", onIdentityExpired: renew }]);
    expect(actions.identify).toHaveBeenCalledWith({ jwt: "a.b.c" }, renew);
  });

  it("says in one sentence what is wrong, and throws nothing", () => {
    const { sdk } = makeSdk(actions);
    sdk.push(
      ["nonsense"],
      "open",
      null,
      ["identify"],
      ["identify", { jwt: 7 }],
      ["set", {}],
      ["start", {}],
      ["on", "ready"],
    );
    expect(warned).toHaveBeenCalledTimes(8);
    for (const [sentence] of warned.mock.calls) expect(sentence).toMatch(/^Fala: .+\.$/);
    expect(actions.identify).not.toHaveBeenCalled();
    expect(actions.set).not.toHaveBeenCalled();
  });

  it("leaves out attributes that nobody could show, and keeps the others", () => {
    const attributes = { plan: "Coffee club", orders: 7, vip: true, cart: { lines: [] }, sum: Number.NaN };
    makeSdk(actions).sdk.push(["set", { attributes }]);
    expect(actions.set).toHaveBeenCalledWith({ plan: "Coffee club", orders: 7, vip: true });
    expect(warned).toHaveBeenCalledTimes(2);
  });

  it("keeps our own failures away from the page", () => {
    actions.open.mockImplementation(() => {
      throw new Error("ours");
    });
    const { sdk } = makeSdk(actions);
    expect(() => sdk.push(["open"])).not.toThrow();
    expect(() => Reflect.apply(Reflect.get(sdk, "open"), sdk, [])).not.toThrow();
    expect(warned).toHaveBeenCalledTimes(2);
  });

  it("calls listeners until they are taken off, and late ones for ready at once", () => {
    const { sdk, emit } = makeSdk(actions);
    const [message, ready] = [vi.fn(), vi.fn()];
    sdk.push(["on", "message", message]);
    emit("message", { by: "agent", name: "Ana", text: "Hi" });
    sdk.push(["off", "message", message]);
    emit("message", { by: "agent", name: "Ana", text: "Again" });
    expect(message).toHaveBeenCalledExactlyOnceWith({ by: "agent", name: "Ana", text: "Hi" });
    emit("ready", null);
    sdk.push(["on", "ready", ready]);
    expect(ready).toHaveBeenCalledOnce();
  });

  it("gives a listener's mistake to the page's own error reporting, and goes on", () => {
    const reported = vi.fn();
    vi.stubGlobal("reportError", reported);
    const { sdk, emit } = makeSdk(actions);
    const second = vi.fn();
    const mistake = new Error("the page's");
    sdk.push(
      [
        "on",
        "open",
        () => {
          throw mistake;
        },
      ],
      ["on", "open", second],
    );
    emit("open", null);
    expect(reported).toHaveBeenCalledWith(mistake);
    expect(second).toHaveBeenCalledOnce();
  });
});
