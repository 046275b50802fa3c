import type { CobrowseRules } from "#protocol/cobrowse-rules";
import type { HostPart } from "../host-message.ts";
import { type FromRecorderBody, isToRecorder, type ToRecorder } from "../recorder-message.ts";
import { Banner } from "./banner.ts";
import { Control } from "./control.ts";
import { Masking } from "./masking.ts";
import { ShownLayer } from "./shown-layer.ts";
import { addressOf, lookOnce, Tape } from "./tape.ts";

/** A page that changes its address without loading, and its title, is looked at this often. */
const lookMs = 1_000;

let running: (() => void) | null = null;

/**
 * The recorder, in the company's page: loaded when the customer agrees to show it (or wants to see what would be seen). It never
 * throws into the page, and leaves it as it was when the session ends.
 */
export const run: HostPart["run"] = (frame, origin, signal) => {
  running?.();
  const ended = new AbortController();
  const end = () => ended.abort();
  running = end;
  signal.addEventListener("abort", end, { signal: ended.signal });
  const post = (message: FromRecorderBody) => frame.postMessage({ falaRecorder: 1, ...message }, origin);
  let session: ReturnType<typeof begin> | null = null;

  const here = () => post({ kind: "here", page: pageNow(session?.isPrivate ?? false), seen: isSeen() });
  const listen = <Name extends keyof WindowEventMap>(name: Name, act: (event: WindowEventMap[Name]) => void) =>
    addEventListener(name, harmless(act), { signal: ended.signal });

  listen("message", ({ data, origin: from, source }) => {
    if (from !== origin || source !== frame || !isToRecorder(data)) return;
    if (data.kind === "preview") return preview(data.rules, post);
    if (data.kind === "end") {
      remember(false);
      return end();
    }
    if (data.kind === "start") {
      session?.end();
      remember(true);
      session = begin(data, post, ended.signal);
      return;
    }
    session?.heard(data);
  });
  // A page that comes back as it was: its frame has a new socket, which knows nothing of it.
  listen("pageshow", ({ persisted }) => {
    if (persisted) here();
  });
  ended.signal.addEventListener("abort", () => session?.end());
  here();
};

function begin(
  { words, rules, rtl }: Extract<ToRecorder, { kind: "start" }>,
  post: (message: FromRecorderBody) => void,
  signal: AbortSignal,
) {
  let page = pageNow(rules.mode === "private");
  const masking = new Masking(rules, location.pathname);
  const control = new Control(masking, () => post({ kind: "control_end" }));
  const tape = new Tape(
    masking,
    (batch) => post({ kind: "batch", ...batch }),
    (trouble) => post({ kind: "trouble", trouble }),
    (shown) => control.meet(shown),
  );
  const banner = new Banner(words, rtl, {
    pause: (on) => {
      // At once, whatever becomes of the word.
      if (on) tape.stop();
      post({ kind: "pause", on });
    },
    stop: () => {
      stop();
      post({ kind: "stop" });
    },
    hidden: (on) => layer.showHidden(on),
    answer: (allow) => post({ kind: "control_answer", allow }),
    endControl: () => post({ kind: "control_end" }),
  });
  const layer = new ShownLayer(banner.layer, masking);
  const own = new AbortController();
  const timer = setInterval(harmless(look), lookMs);
  document.addEventListener(
    "visibilitychange",
    harmless(() => post({ kind: "seen", seen: isSeen() })),
    { signal: own.signal },
  );
  addEventListener(
    "pagehide",
    harmless(() => tape.stop()),
    { signal: own.signal },
  );

  /** In an application of one page another address may have other rules: the recorder begins anew with them. */
  function look() {
    const now = pageNow(masking.isPrivate);
    if (now.url === page.url && now.title === page.title) return;
    page = now;
    post({ kind: "page", page });
  }

  function stop() {
    own.abort();
    clearInterval(timer);
    tape.stop();
    control.watch(false);
    layer.stop();
    banner.remove();
  }

  return {
    isPrivate: masking.isPrivate,
    end: stop,
    heard(message: ToRecorder) {
      if (signal.aborted || own.signal.aborted) return;
      switch (message.kind) {
        case "state":
          if (message.record) tape.start();
          else tape.stop();
          control.watch(message.controller !== null);
          layer.keep(message.agents);
          return banner.draw(message);
        case "key":
          return tape.key();
        case "shown":
          return layer.show(message.by, message.what);
        case "act":
          return post(control.act(message.id, message.action));
        case "start":
        case "preview":
        case "end":
          return;
        default:
          return message satisfies never;
      }
    },
  };
}

/** One snapshot, for the customer's own eyes. */
function preview(rules: CobrowseRules, post: (message: FromRecorderBody) => void): void {
  lookOnce(new Masking(rules, location.pathname), (events) => post({ kind: "previewed", events }));
}

/** For the loader, which then loads the frame at once on the next page of this tab. */
function remember(on: boolean): void {
  try {
    if (on) sessionStorage.setItem("fala.cobrowse", "1");
    else for (const key of ["fala.cobrowse", "fala.cobrowse.folded"]) sessionStorage.removeItem(key);
  } catch {
    // Then the next page is seen a moment later.
  }
}

const isSeen = () => document.visibilityState === "visible";

function pageNow(isPrivate: boolean) {
  return { url: addressOf(location.href), title: isPrivate ? "" : document.title.slice(0, 300) };
}

/** What goes wrong here is told to nobody: it is not the page's. */
function harmless<Given extends unknown[]>(act: (...given: Given) => void): (...given: Given) => void {
  return (...given) => {
    try {
      act(...given);
    } catch {
      // A page that cannot be recorded stays as it is.
    }
  };
}
