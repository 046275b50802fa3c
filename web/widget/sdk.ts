import type { Attributes } from "#protocol/customer";
import { harmless, tell } from "./harmless.ts";
import { fieldsOf, type HostIdentity, type HostStart, isText } from "./host-message.ts";

/** What a page can listen to, and what its function is given. */
export type FalaEvents = {
  /** The launcher is drawn; functions that are added later are called at once. */
  ready: null;
  open: null;
  close: null;
  /** A message of this conversation arrived or was sent, also while the panel is closed. */
  message: { by: "customer" | "agent"; name: string | null; text: string };
  unread: { count: number };
  /** A conversation began or was found on this browser; null after it was forgotten. */
  conversation: { id: string | null };
};

/** Answers a new JWT when the old one runs out; anything else when there is none (the customer signed out). */
export type RefreshIdentity = () => unknown;

/** What the loader does for the JavaScript API. */
export type SdkActions = {
  open: () => void;
  close: () => void;
  toggle: () => void;
  identify: (identity: HostIdentity, refresh: RefreshIdentity | null) => void;
  set: (attributes: Attributes) => void;
  start: (start: HostStart) => void;
  shutdown: () => void;
};

const eventNames = ["ready", "open", "close", "message", "unread", "conversation"];

const isFunction = (value: unknown): value is (...given: unknown[]) => unknown => typeof value === "function";
const textOf = (value: unknown, most: number) => (isText(value) && value.trim().slice(0, most)) || null;

/**
 * `window.fala`. Before the loader has run it is a plain array of commands, `["open"]`, `["identify", { jwt }]`; afterwards it is this
 * object, with the same `push` and with methods. Nothing here throws: what is wrong is said in one sentence on the console.
 */
export function makeSdk(actions: SdkActions) {
  let listeners: { name: unknown; listener: (payload: unknown) => void }[] = [];
  let ready = false;

  const call = (listener: (payload: unknown) => void, payload: unknown) => {
    try {
      listener(payload);
    } catch (error) {
      // The page's own mistake belongs to the page's own error reporting.
      reportError(error);
    }
  };

  const emit = <Name extends keyof FalaEvents>(name: Name, payload: FalaEvents[Name]): void => {
    ready ||= name === "ready";
    for (const { listener } of listeners.filter((one) => one.name === name)) call(listener, payload);
  };

  const commands: Record<string, (first?: unknown, second?: unknown) => void> = {
    ...actions,

    identify: (given) => {
      const { jwt, name, email, onIdentityExpired } = fieldsOf(given);
      const refresh = isFunction(onIdentityExpired) ? onIdentityExpired : null;
      const plain = { name: textOf(name, 120), email: textOf(email, 254) };
      if (isText(jwt)) actions.identify({ jwt }, refresh);
      else if (jwt === undefined && (plain.name ?? plain.email) !== null) actions.identify(plain, null);
      else tell("identify needs { jwt } or { name, email }.");
    },

    set: (given) => {
      const fit: Attributes = {};
      for (const [key, value] of Object.entries(fieldsOf(fieldsOf(given)["attributes"]))) {
        if (isText(value)) fit[key.slice(0, 64)] = value.slice(0, 500);
        else if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value)))
          fit[key.slice(0, 64)] = value;
        else tell(`the attribute "${key}" must be text, a number or boolean.`);
      }
      if (Object.keys(fit).length > 0) actions.set(fit);
      else tell("set needs { attributes }.");
    },

    start: (given) => {
      const { topic, text } = fieldsOf(given);
      const about = textOf(topic, 120);
      if (about === null) tell("start needs { topic }.");
      else actions.start({ topic: about, text: textOf(text, 10_000) });
    },

    on: (name, listener) => {
      if (!eventNames.includes(String(name)) || !isFunction(listener)) {
        return tell(`on needs a function and an event: ${eventNames.join(", ")}.`);
      }
      listeners.push({ name, listener });
      if (ready && name === "ready") call(listener, null);
    },

    off: (name, listener) => {
      listeners = listeners.filter((one) => one.name !== name || one.listener !== listener);
    },
  };

  const methods = Object.fromEntries(Object.entries(commands).map(([name, act]) => [name, harmless(act)]));
  const run = (command: unknown) => {
    const [name, ...given]: unknown[] = Array.isArray(command) ? command : [];
    const act = methods[String(name)];
    if (isFunction(act)) act(...given);
    else tell(`push needs an array that begins with one of ${Object.keys(methods).join(", ")}.`);
  };

  return { sdk: { ...methods, push: (...given: unknown[]) => given.forEach(run) }, emit };
}
