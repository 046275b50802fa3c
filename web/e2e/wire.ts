import { randomUUID } from "node:crypto";
import type { AgentActor } from "./agent.ts";
import type { Customer } from "./customer.ts";

/**
 * Straight to a conversation's socket, past the screens: for what no hand can do (a thousand messages, a forged frame, two
 * commands in the same instant).
 */
export type Frame = { kind: string; id?: string; [field: string]: unknown };

type Exchange = {
  url: string;
  protocols: string[];
  /** Sent one after the other, without waiting for answers. A text goes as it is. */
  frames: (Frame | string)[];
};

type Answers = {
  /** What came after the welcome and carries an id that was sent, or none; in order. */
  answers: Frame[];
  /** Where the server closed before everything was answered. */
  closed: number | null;
};

/** Says hello, sends all frames at once, and resolves when each of them was answered or the server has closed. Runs inside a page. */
function exchange({ url, protocols, frames }: Exchange): Promise<Answers> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, protocols);
    const answers: Answers["answers"] = [];
    const done = (closed: number | null) => {
      socket.onclose = null;
      socket.close();
      resolve({ answers, closed });
    };
    socket.onerror = () => reject(new Error(`${url} could not be opened`));
    socket.onclose = ({ code }) => done(code);
    socket.onopen = () => socket.send(JSON.stringify({ kind: "hello", version: 1, after: 0 }));
    socket.onmessage = ({ data }: MessageEvent<string>) => {
      const frame = JSON.parse(data) as Frame;
      if (frame.kind === "welcome") {
        for (const each of frames) socket.send(typeof each === "string" ? each : JSON.stringify(each));
      }
      if (["ack", "refused", "page"].includes(frame.kind)) answers.push(frame);
      if (answers.length === frames.length) done(null);
    };
  });
}

const socketOf = (origin: string, conversation: string) =>
  `${origin.replace(/^http/, "ws")}/ws/conversation/${conversation}`;

/** As the agent who is signed in in this browser. The page has to be the console's. */
export async function asAgent(agent: AgentActor, conversation: string, frames: Exchange["frames"]): Promise<Answers> {
  const url = socketOf(new URL(agent.page.url()).origin, conversation);
  return await agent.page.evaluate(exchange, { url, protocols: ["fala"], frames });
}

/**
 * With the token of this customer, in a browser that is not theirs: any page of Fala's origin will do, for a socket from
 * elsewhere is refused.
 */
export async function asCustomer(
  from: AgentActor,
  customer: { conversation: string; token: string },
  frames: Exchange["frames"],
): Promise<Answers> {
  const url = socketOf(new URL(from.page.url()).origin, customer.conversation);
  return await from.page.evaluate(exchange, { url, protocols: ["fala", customer.token], frames });
}

export async function keysOf(customer: Customer): Promise<{ conversation: string; token: string }> {
  return { conversation: await customer.conversation(), token: await customer.token() };
}

export const message = (text: string): Frame => ({ kind: "message", id: randomUUID(), text });
export const note = (text: string): Frame => ({ kind: "note", id: randomUUID(), text, mentions: [] });
