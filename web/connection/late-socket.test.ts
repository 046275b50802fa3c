import { expect, test, vi } from "vitest";
import { makeManualClock } from "../store/testing/manual-clock.ts";
import { openLate } from "./late-socket.ts";
import type { OpenSocket, Socket, SocketState } from "./socket.ts";

const address = { path: "/ws/conversation/conversation-1", protocols: () => ["fala"] };

function setUp(load: () => Promise<OpenSocket>) {
  const clock = makeManualClock();
  const states: SocketState[] = [];
  const handlers = { onOpen: () => {}, onFrame: () => {}, onState: (state: SocketState) => states.push(state) };
  return { clock, states, socket: openLate(load, clock)(address, handlers) };
}

const inner = () => ({ send: vi.fn(() => true), renew: vi.fn(), close: vi.fn() }) satisfies Socket;

test("nothing is sent before the code is there, and everything goes through afterwards", async () => {
  const made = inner();
  const { socket } = setUp(async () => () => made);
  expect(socket.send("hello")).toBe(false);
  await Promise.resolve();
  expect(socket.send("hello")).toBe(true);
  socket.renew();
  socket.close();
  expect([made.renew, made.close].map((called) => called.mock.calls.length)).toEqual([1, 1]);
});

test("code that does not come is asked for again, and the socket says that it waits", async () => {
  const made = inner();
  const load = vi
    .fn<() => Promise<OpenSocket>>()
    .mockRejectedValueOnce(new Error("no network"))
    .mockResolvedValue(() => made);
  const { clock, states, socket } = setUp(load);
  await vi.waitFor(() => expect(states).toEqual([{ kind: "waiting" }]));
  clock.moveTo(clock.now() + 2_000);
  await vi.waitFor(() => expect(socket.send("hello")).toBe(true));
});

test("a socket that was closed meanwhile is never opened", async () => {
  const open = vi.fn<OpenSocket>(inner);
  const { socket } = setUp(async () => open);
  socket.close();
  await Promise.resolve();
  expect(open).not.toHaveBeenCalled();
});
