import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { browserClock } from "./clock.ts";
import { makeSocket, type SocketState } from "./socket.ts";

/** Stands for the browser's WebSocket: the test opens, answers and closes. */
class FakeWebSocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static made: FakeWebSocket[] = [];
  readyState = 0;
  binaryType = "blob";
  sent: string[] = [];
  readonly url: string;
  readonly protocols: string[];

  constructor(url: string, protocols: string[]) {
    super();
    this.url = url;
    this.protocols = protocols;
    FakeWebSocket.made.push(this);
  }
  send(text: string) {
    this.sent.push(text);
  }
  close() {
    this.readyState = 3;
  }
  opens() {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }
  says(data: string) {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
  ends(code: number) {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event("close"), { code, reason: "" }));
  }
}

const made = () => FakeWebSocket.made;
const newest = () => {
  const socket = made().at(-1);
  if (socket === undefined) throw new Error("no socket was made");
  return socket;
};

function setUp() {
  const frames: string[] = [];
  const states: SocketState[] = [];
  let token = "first";
  let opened = 0;
  let wake = () => {};
  let loseNetwork = () => {};
  const socket = makeSocket(
    { path: "/ws/conversation/conversation-1", protocols: () => ["fala", token] },
    { onOpen: () => (opened += 1), onFrame: (raw) => frames.push(raw), onState: (state) => states.push(state) },
    {
      clock: browserClock,
      origin: "https://fala.example",
      onWake: (run) => ((wake = run), () => (wake = () => {})),
      onOffline: (run) => ((loseNetwork = run), () => (loseNetwork = () => {})),
    },
  );
  return {
    socket,
    frames,
    states,
    opened: () => opened,
    wake: () => wake(),
    loseNetwork: () => loseNetwork(),
    renewToken: () => (token = "second"),
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeWebSocket);
  FakeWebSocket.made = [];
});
afterEach(() => {
  vi.useRealTimers();
});

/** Until there is one more than so many. */
async function another(count: number): Promise<void> {
  while (made().length <= count) await vi.advanceTimersToNextTimerAsync();
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("a socket", () => {
  test("opens with its address and subprotocols, and passes frames on", async () => {
    const { frames, opened, states, socket } = setUp();
    await pass(0);
    expect(newest().url).toBe("wss://fala.example/ws/conversation/conversation-1");
    expect(newest().protocols).toEqual(["fala", "first"]);
    expect(socket.send("too early")).toBe(false);
    newest().opens();
    expect(opened()).toBe(1);
    expect(socket.send("hello")).toBe(true);
    expect(newest().sent).toEqual(["hello"]);
    newest().says("frame");
    expect(frames).toEqual(["frame"]);
    expect(states).toEqual([{ kind: "open" }]);
  });

  test("comes back after a random delay, with what its protocols are by then, and sends nothing by itself", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const { states, socket, renewToken } = setUp();
    await pass(0);
    newest().opens();
    await pass(6_000);
    newest().ends(1012);
    expect(states.at(-1)).toEqual({ kind: "waiting" });
    expect(socket.send("lost")).toBe(false);
    renewToken();
    await pass(2_400);
    expect(made()).toHaveLength(1);
    await pass(200);
    expect(made()).toHaveLength(2);
    newest().opens();
    expect(newest().protocols).toEqual(["fala", "second"]);
    expect(newest().sent).toEqual([]);
  });

  test("stays closed after a 44xx code, until it is renewed", async () => {
    const { states, socket, wake } = setUp();
    await pass(0);
    newest().opens();
    newest().ends(4403);
    expect(states.at(-1)).toEqual({ kind: "closed", code: 4403 });
    await pass(120_000);
    wake();
    await pass(1_000);
    expect(made()).toHaveLength(1);
    socket.renew();
    await pass(0);
    expect(made()).toHaveLength(2);
  });

  test("waits at once when the network is lost, takes nothing more, and comes back", async () => {
    const { states, socket, loseNetwork, wake, opened } = setUp();
    await pass(0);
    newest().opens();
    loseNetwork();
    expect(states.at(-1)).toEqual({ kind: "waiting" });
    expect(made()[0]?.readyState).toBe(3);
    expect(socket.send("into the void")).toBe(false);
    await pass(0);
    newest().ends(1006);
    expect(states.at(-1)).toEqual({ kind: "waiting" });
    wake();
    await pass(0);
    newest().opens();
    expect(opened()).toBe(2);
    expect(made().flatMap(({ sent }) => sent)).toEqual([]);
  });

  test("stays closed for good when the network is lost after it", async () => {
    const { socket, loseNetwork } = setUp();
    await pass(0);
    newest().opens();
    socket.close();
    loseNetwork();
    await pass(120_000);
    expect(made()).toHaveLength(1);
  });

  test("asks every 25 s, whatever arrives, and is replaced when nothing comes for 10 s", async () => {
    const { opened } = setUp();
    await pass(0);
    newest().opens();
    await pass(24_999);
    newest().says("anything");
    expect(newest().sent).toEqual([]);
    await pass(1);
    expect(newest().sent).toEqual(["ping"]);
    await pass(9_999);
    newest().says("anything");
    await pass(25_000);
    expect(newest().sent).toEqual(["ping", "ping"]);
    await pass(10_001);
    expect(made()).toHaveLength(2);
    newest().opens();
    expect(opened()).toBe(2);
  });

  test("waits 10 s for its line to open, twice as long after each time that this was too short, and 10 s again once it was open", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    setUp();
    await pass(0);
    for (const patience of [10_000, 20_000, 40_000, 40_000]) {
      const [socket, count] = [newest(), made().length];
      await pass(patience - 1);
      expect(socket.readyState).toBe(0);
      await pass(1);
      expect(socket.readyState).toBe(3);
      await another(count);
    }
    newest().opens();
    newest().ends(1006);
    const count = made().length;
    await another(count);
    await pass(10_000);
    expect(newest().readyState).toBe(3);
  });

  test("does not pass the heartbeat on, nor frames of a socket that was replaced", async () => {
    const { frames, socket } = setUp();
    await pass(0);
    const old = newest();
    old.opens();
    old.says("pong");
    socket.renew();
    old.says("late");
    expect(frames).toEqual([]);
  });

  test("that waits comes back at once when the machine is online or the page is shown", async () => {
    const { wake } = setUp();
    await pass(0);
    newest().opens();
    newest().ends(1006);
    wake();
    wake();
    await pass(0);
    expect(made()).toHaveLength(2);
  });

  test("that looks open when somebody returns to the page is asked, and replaced within seconds if it is dead", async () => {
    const { wake } = setUp();
    await pass(0);
    newest().opens();
    wake();
    expect(newest().sent).toEqual(["ping"]);
    await pass(3_001);
    expect(made()).toHaveLength(2);
  });

  test("that is closed for good does nothing any more", async () => {
    const { socket, states, wake } = setUp();
    await pass(0);
    newest().opens();
    const before = states.length;
    socket.close();
    wake();
    await pass(120_000);
    expect(made()).toHaveLength(1);
    expect(states).toHaveLength(before);
  });
});
