import type { LoaderConfig } from "#protocol/widget";
import { harmless, tell, whereAllowed } from "./harmless.ts";
import {
  HOST_MESSAGE_VERSION,
  type HostPage,
  type HostPart,
  isFrameMessage,
  isText,
  type KeptRow,
  keptPrefix,
  type LoaderMessage,
} from "./host-message.ts";
import { PHONE } from "./launcher-look.ts";
import { drawLauncher } from "./launcher.ts";
import { REST_MS } from "./rest.ts";
import { makeSdk, type RefreshIdentity } from "./sdk.ts";
import { trackVisits } from "./visits.ts";

type Body<Message> = Message extends unknown ? Omit<Message, "fala"> : never;

type Place = "localStorage" | "sessionStorage";

/** How long the frame may take to forget a customer before the widget leaves the page anyway. */
const FORGET_MS = 5_000;

/**
 * Runs the widget in the company's page until `shutdown`: draws the launcher, loads the frame when it is needed (opened, or a
 * conversation exists), and carries what the page and the frame have to say to each other. `waiting` are the commands that the page
 * gave before.
 */
export function runWidget(config: LoaderConfig, waiting: readonly unknown[]): void {
  const running = new AbortController();
  const { signal } = running;
  // Whether this browser has a conversation: the one row of our own in the page's storage.
  const flag = `fala.chat.${config.key}`;
  const hasFlag = () => whereAllowed(() => localStorage.getItem(flag));
  // The rows that a frame without storage has us keep (docs/decisions/0035).
  const prefix = keptPrefix(config.key);
  const kept = (): KeptRow[] =>
    whereAllowed(() => Object.entries<string>(localStorage))
      ?.filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => ({ key, value })) ?? [];
  const keep = ({ key, value }: KeptRow, storage: Place = "localStorage") =>
    whereAllowed(() => (value === null ? window[storage].removeItem(key) : window[storage].setItem(key, value)));

  // What was open in this tab is open on its next page, unless it would cover all of it: then it is closed from there on.
  if (matchMedia(PHONE).matches) keep({ key: flag, value: null }, "sessionStorage");
  const wasOpen = () => !!whereAllowed(() => sessionStorage.getItem(flag));
  const page: HostPage = {
    open: wasOpen(),
    focused: document.hasFocus(),
    visits: [],
    identity: null,
    attributes: {},
  };
  let frameReady = false;
  let refresh: RefreshIdentity | null = null;
  /** What the frame is told once it is ready. */
  const later: Body<LoaderMessage>[] = [];

  const post = (message: Body<LoaderMessage>) =>
    launcher.frame()?.contentWindow?.postMessage({ fala: HOST_MESSAGE_VERSION, ...message }, config.origin);

  const say = (message: Body<LoaderMessage>) => {
    if (frameReady) post(message);
    else later.push(message);
  };

  const change = (what: Partial<HostPage>) => {
    Object.assign(page, what);
    if (frameReady) post({ kind: "page", page });
  };

  const show = (open: boolean, focus = true) => {
    keep({ key: flag, value: open ? "1" : null }, "sessionStorage");
    if (page.open === open) return;
    change({ open });
    launcher.setOpen(open, focus);
    emit(open ? "open" : "close", null);
  };

  const launcher = drawLauncher(
    config,
    signal,
    page.open,
    harmless(() => show(!page.open)),
    harmless(() => show(false)),
    harmless(() => {
      frameReady = false;
      post({ kind: "kept", rows: kept() });
      post({ kind: "page", page });
    }),
  );

  /** Takes the widget off the page. What the frame kept is cleared by then. */
  const leave = harmless(() => {
    for (const { key } of [...kept(), { key: flag }]) keep({ key, value: null });
    running.abort();
    delete window.fala;
  });

  const { sdk, emit } = makeSdk({
    open: () => show(true),
    close: () => show(false),
    toggle: () => show(!page.open),
    identify: (identity, again) => {
      refresh = again;
      change({ identity });
    },
    set: (more) => change({ attributes: { ...page.attributes, ...more } }),
    start: (next) => {
      say({ kind: "start", start: next });
      show(true);
    },
    shutdown: () => {
      show(false);
      // What the frame keeps can only be cleared by the frame, so it is loaded for that where it may hold something.
      if (!frameReady && !hasFlag()) return leave();
      if (!frameReady) launcher.loadFrame();
      say({ kind: "forget" });
      setTimeout(leave, FORGET_MS);
    },
  });

  const renewIdentity = async () => {
    const jwt = await refresh?.();
    if (isText(jwt)) change({ identity: { jwt } });
    else tell("the JWT does not hold: identify needs onIdentityExpired.");
  };

  const loadPart = (frame: Window, path: string) => {
    import(/* @vite-ignore */ config.origin + path)
      .then((part: HostPart) => part.run(frame, config.origin, signal))
      .catch((error: unknown) => {
        tell(error);
        post({ kind: "part_failed", path });
      });
  };

  const listen = <Name extends keyof WindowEventMap>(name: Name, act: (event: WindowEventMap[Name]) => void) =>
    addEventListener(name, harmless(act), { signal });

  listen("message", ({ data, origin, source }) => {
    if (origin !== config.origin || source === null || source !== launcher.frame()?.contentWindow) return;
    if (!isFrameMessage(data)) return;
    switch (data.kind) {
      case "ready":
        frameReady = true;
        launcher.frameReady();
        return later.splice(0).forEach(post);
      case "open":
      case "close":
        return show(data.kind === "open");
      case "unread":
        launcher.setUnread(data.count);
        return emit(data.kind, { count: data.count });
      case "known":
        keep({ key: flag, value: data.known ? "1" : null });
        return;
      case "keep":
        keep(data);
        return;
      case "conversation":
        return emit(data.kind, { id: data.id });
      case "message":
        return emit(data.kind, { by: data.by, name: data.name, text: data.text });
      case "identity_expired":
        void renewIdentity().catch(tell);
        return;
      case "part":
        return loadPart(source, data.path);
      case "problem":
        return tell(data.sentence);
      case "forgotten":
        return leave();
    }
  });
  listen("focus", () => change({ focused: true }));
  listen("blur", () => change({ focused: false }));
  // A page that the browser had kept whole, behind another one, is as that one was left.
  listen("pageshow", ({ persisted }) => {
    if (persisted) show(wasOpen(), false);
  });

  // A conversation goes on although the panel is closed: its answers must be counted and heard.
  const wake = harmless(() => {
    if (launcher.frame() === null && hasFlag() && !signal.aborted) launcher.loadFrame();
  });
  // Not before the page itself is done; requestIdleCallback may wait for ever on a busy one.
  const afterPage = () => setTimeout(wake, REST_MS);
  // While the page is shown to an agent nobody waits for anything (recorder/recorder.ts keeps the row, for this tab).
  if (whereAllowed(() => sessionStorage.getItem("fala.cobrowse"))) wake();
  else if (document.readyState === "complete") afterPage();
  else listen("load", afterPage);
  // Another tab of this site began one, or its frame had something kept.
  listen("storage", ({ key, newValue }) => {
    if (key === flag) wake();
    if (frameReady && key?.startsWith(prefix)) post({ kind: "kept", rows: [{ key, value: newValue }] });
  });

  page.visits = trackVisits(config.key, signal, (visits) => change({ visits }));
  window.fala = sdk;
  sdk.push(...waiting);
  emit("ready", null);
}
