import type { Component } from "solid-js";
import { consolePart } from "../console-screen.ts";

async function worded<Props extends object>(load: Promise<Component<Props>>): Promise<Component<Props>> {
  const [part, words] = await Promise.all([load, import("../../call/call-words.ts")]);
  await words.startCallWords();
  return part;
}

/** All of calls loads when it is drawn. */
export const CallWindow = consolePart(() => worded(import("./call-window.tsx").then((file) => file.CallWindow)));
export const CallButtons = consolePart(() => worded(import("./call-buttons.tsx").then((file) => file.CallButtons)));
export const CallEntry = consolePart(() => worded(import("./call-entry.tsx").then((file) => file.CallEntry)));
