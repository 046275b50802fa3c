import { createEffect, createMemo, createSignal, on, onCleanup, untrack } from "solid-js";
import { standardRules } from "#protocol/cobrowse-rules";
import { type CobrowseForRecorder, type CobrowseTab, makeCobrowseTab } from "../../connection/cobrowse-tab.ts";
import { openBinarySocket } from "../../connection/binary-socket.ts";
import { browserEnvironment } from "../../connection/environment.ts";
import type { FromRecorder, RecorderWords } from "../recorder-message.ts";
import { t } from "./cobrowse-intl.ts";
import type { Frame } from "./frame-state.ts";
import { makeRecorderLink } from "./recorder-link.ts";

type State = Extract<CobrowseForRecorder, { kind: "state" }>;

/** Said again until the conversation says what became of it: a socket may break under it. */
const againMs = 3_000;

/**
 * The customer's side of co-browsing in this tab: asks nothing of the page before they agreed, then has it recorded and carries what
 * the recorder and the session have to say to each other. Call inside a root; ends with it.
 */
export function createCobrowse(frame: Frame) {
  const { config, store, page, loadHostPart } = frame;
  const { newId } = browserEnvironment();
  const running = () => store.state()?.cobrowse ?? null;
  const origin = createMemo(() => {
    const url = page()?.visits[0]?.url;
    return url === undefined ? null : new URL(url).origin;
  });
  const rules = config.cobrowse ?? standardRules;
  const [answer, setAnswer] = createSignal<"yes" | "no" | null>(null);
  const [failed, setFailed] = createSignal(false);
  const [preview, setPreview] = createSignal<string | null>(null);
  const [told, setTold] = createSignal<State | null>(null);
  let tab: CobrowseTab | null = null;
  let loading = false;

  const recorder = makeRecorderLink({ origin, loadPart: loadHostPart, onMessage: heard });

  /** What the customer is asked: for the page at all, or for one more origin of the site. */
  const asks = createMemo(() => {
    const { phase, origins } = running() ?? { phase: null, origins: [] };
    const here = origin();
    if (phase === null || here === null || answer() === "no") return null;
    if (phase === "asked") return "first" as const;
    return origins.includes(here) ? null : ("here" as const);
  });
  const isLive = createMemo(() => {
    const now = running();
    const here = origin();
    return now?.phase === "live" && here !== null && now.origins.includes(here);
  });

  createEffect(
    on(
      () => running()?.session,
      () => {
        setAnswer(null);
        setFailed(false);
        setPreview(null);
      },
    ),
  );
  createEffect(() => {
    const session = running()?.session;
    if (isLive() && session !== undefined) untrack(() => void show(session));
    else untrack(hide);
  });
  // Escape ends control, also where the customer's hands are in the chat: then the page does not hear it.
  const keys = new AbortController();
  const escape = ({ key, isTrusted }: KeyboardEvent) => {
    if (key === "Escape" && isTrusted && told()?.controller) tab?.say({ kind: "control_end" });
  };
  addEventListener("keydown", escape, { capture: true, signal: keys.signal });
  onCleanup(() => {
    keys.abort();
    hide();
    recorder.dispose();
  });

  async function show(session: string) {
    if (tab !== null || loading) return;
    loading = true;
    const [here, token] = await Promise.all([recorder.load(), store.files.token()]);
    loading = false;
    const conversation = store.files.conversation();
    if (!isLive() || running()?.session !== session || tab !== null) return;
    if (here === null) return fail(session);
    tab = makeCobrowseTab({
      ...{ conversation, session, tab: tabId(newId), page: here.page, seen: here.seen },
      token: () => token,
      open: openBinarySocket,
      onMessage: toRecorder,
      onState: ({ kind }) => {
        // Nothing is recorded that could not go anywhere.
        if (kind !== "open") recorder.post({ kind: "state", ...still });
      },
    });
    recorder.post({ kind: "start", words: words(), rules, rtl: document.documentElement.dir === "rtl" });
    recorder.post({ kind: "state", ...still });
  }

  function hide() {
    if (tab === null) return;
    recorder.post({ kind: "end" });
    tab.close();
    tab = null;
    setTold(null);
  }

  function fail(session: string) {
    setFailed(true);
    insist(() => running()?.session === session, { kind: "cobrowse_end", id: newId(), session, notShown: true });
  }

  function toRecorder(message: CobrowseForRecorder) {
    if (message.kind === "state") setTold(message);
    recorder.post(message);
  }

  function heard(message: FromRecorder) {
    switch (message.kind) {
      case "here":
        // The page came back as it was: it records again when the session says so.
        if (tab !== null && !loading) {
          tab.changed(message.page, message.seen);
          recorder.post({ kind: "start", words: words(), rules, rtl: document.documentElement.dir === "rtl" });
          recorder.post({ kind: "state", ...(told() ?? still) });
          tab.say({ kind: "seen", seen: message.seen });
        }
        return;
      case "previewed":
        return void setPreview(message.events);
      case "batch":
        return tab?.batch(message);
      case "stop":
        return stop();
      case "page":
        tab?.changed(message.page, true);
        return tab?.say({ kind: "page", page: message.page });
      default:
        // What remains goes on as it is; the session's object looks at it.
        return tab?.say(bare(message));
    }
  }

  /** Says it until it is so. */
  function insist(isOpen: () => boolean, message: Parameters<typeof store.say>[0]) {
    if (!isOpen()) return;
    store.say(message);
    setTimeout(() => insist(isOpen, message), againMs);
  }

  async function agree() {
    const now = running();
    const here = origin();
    if (now === null || here === null) return;
    setAnswer("yes");
    // Only what can be shown is agreed to: the page's own policy may forbid the recorder.
    if ((await recorder.load()) === null) {
      setFailed(true);
      return decline("no");
    }
    const { session } = now;
    insist(() => running()?.session === session && !isLive(), {
      ...{ kind: "cobrowse_answer", id: newId(), session, accept: true, origin: here },
    });
  }

  function decline(as: "no" | null = "no") {
    const now = running();
    const here = origin();
    if (now === null || here === null) return;
    setAnswer(as);
    const { session } = now;
    insist(() => running()?.session === session && running()?.phase === "asked", {
      ...{ kind: "cobrowse_answer", id: newId(), session, accept: false, origin: here },
    });
  }

  function stop() {
    const session = running()?.session;
    if (session === undefined) return;
    hide();
    insist(() => running()?.session === session, { kind: "cobrowse_end", id: newId(), session });
  }

  return {
    asks,
    /** The agent who asked. */
    agent: () => running()?.agent ?? null,
    agreeing: () => answer() === "yes" && !isLive(),
    failed,
    isLive,
    isPrivate: rules.mode === "private",
    paused: () => told()?.paused ?? false,
    agents: () => told()?.agents ?? [],
    controller: () => told()?.controller ?? null,
    preview,
    /** The recorder makes one snapshot, which goes no further than this frame. */
    async showPreview() {
      if ((await recorder.load()) === null) setFailed(true);
      else recorder.post({ kind: "preview", rules });
    },
    closePreview: () => void setPreview(null),
    agree,
    decline: () => decline(),
    pause: (on: boolean) => tab?.say({ kind: "pause", on }),
    stop,
  };
}

const still = { record: false, paused: false, agents: [], asking: null, controller: null };

function bare(message: Exclude<FromRecorder, { kind: "here" | "previewed" | "batch" | "stop" | "page" }>) {
  const { falaRecorder: _, ...said } = message;
  return said;
}

/** The same over page loads in the same tab, another one in another. */
function tabId(newId: () => string): string {
  const key = "fala.tab";
  try {
    const known = sessionStorage.getItem(key) ?? newId();
    sessionStorage.setItem(key, known);
    return known;
  } catch {
    return newId();
  }
}

function words(): RecorderWords {
  return {
    region: t("cobrowse.banner.region"),
    // Filled in by the recorder, which knows who it is.
    watched: t("cobrowse.banner.watched", { agents: "{{agents}}" }),
    nobody: t("cobrowse.banner.nobody"),
    paused: t("cobrowse.banner.paused"),
    pause: t("cobrowse.banner.pause"),
    resume: t("cobrowse.banner.resume"),
    stop: t("cobrowse.banner.stop"),
    hidden: t("cobrowse.banner.hidden"),
    shown: t("cobrowse.banner.shown"),
    nothingHidden: t("cobrowse.banner.nothingHidden"),
    asks: t("cobrowse.banner.asks", { agent: "{{agent}}" }),
    allow: t("cobrowse.banner.allow"),
    refuse: t("cobrowse.banner.refuse"),
    controls: t("cobrowse.banner.controls", { agent: "{{agent}}" }),
    endControl: t("cobrowse.banner.endControl"),
    fold: t("cobrowse.banner.fold"),
    unfold: t("cobrowse.banner.unfold"),
  };
}
