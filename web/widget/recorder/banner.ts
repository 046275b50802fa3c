import type { AgentName } from "#protocol/agent";
import type { RecorderWords } from "../recorder-message.ts";

type State = {
  record: boolean;
  paused: boolean;
  agents: AgentName[];
  asking: AgentName | null;
  controller: AgentName | null;
};

type Presses = {
  pause: (on: boolean) => void;
  stop: () => void;
  /** Answers how much is hidden here. */
  hidden: (on: boolean) => number;
  answer: (allow: boolean) => void;
  endControl: () => void;
};

/**
 * What the customer sees while their page is shown: a frame around it and a banner with who sees it, Pause and Stop, above
 * everything of the page's, also while the panel is closed. `layer` is for what agents show.
 */
export class Banner {
  readonly layer = document.createElement("div");
  readonly #host = document.createElement("fala-cobrowsing");
  readonly #bar = document.createElement("div");
  /** Screen readers say what changes in what stood there before. */
  readonly #said = text("p", "", { role: "status" });
  readonly #root: ShadowRoot;
  readonly #words: RecorderWords;
  readonly #presses: Presses;
  /** On a phone the panel fills the page, and begins below the banner: its header is not covered. */
  readonly #room = new ResizeObserver(() => makeRoom(this.#bar.offsetHeight));
  /** What is hidden is hatched; how much that is. Null: it is not looked at. */
  #hidden: number | null = null;
  /** What was said when it was folded, on whichever page: as soon as something else is, it unfolds. */
  #folded = memory();
  #drawn = "";

  constructor(words: RecorderWords, rtl: boolean, presses: Presses) {
    this.#words = words;
    this.#presses = presses;
    const shadow = (this.#root = this.#host.attachShadow({ mode: "closed" }));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    shadow.adoptedStyleSheets = [sheet];
    this.#host.setAttribute("popover", "manual");
    this.#host.setAttribute("role", "region");
    this.#host.setAttribute("aria-label", words.region);
    this.#host.dir = rtl ? "rtl" : "ltr";
    const edge = document.createElement("div");
    edge.className = "edge";
    this.layer.className = "layer";
    this.#bar.className = "bar";
    shadow.append(edge, this.layer, this.#bar);
    document.documentElement.append(this.#host);
    this.#toTop();
    this.#room.observe(this.#bar);
  }

  draw(state: State): void {
    const { agents, asking, controller, paused } = state;
    const said = paused
      ? this.#words.paused
      : controller
        ? filled(this.#words.controls, controller.name)
        : agents.length === 0
          ? this.#words.nobody
          : filled(this.#words.watched, listed(agents.map(({ name }) => name)));
    const news = `${said} ${asking?.id ?? ""}`;
    const folded = this.#folded.get();
    // Where nobody watches there is nothing to read yet: the page has only just loaded.
    const isFolded = folded !== null && (folded === news || agents.length === 0);
    if (!isFolded) this.#folded.set(null);
    const key = JSON.stringify([state, this.#hidden, isFolded]);
    if (key === this.#drawn) return;
    this.#drawn = key;
    this.#host.dataset["state"] = controller ? "controlled" : paused || agents.length === 0 ? "still" : "watched";
    this.#bar.toggleAttribute("data-folded", isFolded);
    if (this.#said.textContent !== said) this.#said.textContent = said;
    const { pause, stop, hidden, answer, endControl } = this.#presses;
    const buttons = [
      ...(controller ? [button("end quiet", this.#words.endControl, endControl)] : []),
      button(
        "hidden lesser quiet",
        this.#words[this.#hidden === null ? "hidden" : this.#hidden > 0 ? "shown" : "nothingHidden"],
        () => {
          const on = this.#hidden === null;
          const found = hidden(on);
          this.#hidden = on ? found : null;
          this.draw(state);
        },
        icons.hidden,
      ),
      button(
        "pause lesser quiet",
        paused ? this.#words.resume : this.#words.pause,
        () => pause(!paused),
        paused ? icons.resume : icons.pause,
      ),
      button("stop", this.#words.stop, stop),
      button(
        "fold lesser",
        isFolded ? this.#words.unfold : this.#words.fold,
        () => {
          this.#folded.set(isFolded ? null : news);
          this.draw(state);
        },
        isFolded ? icons.unfold : icons.fold,
      ),
    ];
    buttons
      .find(({ className }) => className.startsWith("hidden"))
      ?.setAttribute("aria-pressed", String(this.#hidden !== null));
    buttons.find(({ className }) => className.startsWith("end"))?.append(escapeKey());
    const rows = [row(...buttons)];
    // On phones its words then have a line of their own.
    rows[0]?.toggleAttribute("data-full", controller !== null || this.#hidden !== null);
    if (asking !== null) {
      rows.push(
        row(
          text("p", filled(this.#words.asks, asking.name), { role: "alert" }),
          button("refuse quiet", this.#words.refuse, () => answer(false)),
          button("allow", this.#words.allow, () => answer(true)),
        ),
      );
    }
    const focused = this.#root.activeElement?.className;
    rows[0]?.prepend(this.#said);
    this.#bar.replaceChildren(...rows);
    this.#toTop();
    if (focused !== undefined) this.#focus(focused);
  }

  remove(): void {
    this.#room.disconnect();
    makeRoom(0);
    this.#host.remove();
  }

  /** Whoever stood on a button stands on it again; on the first one where it is gone. */
  #focus(kind: string): void {
    const buttons = [...this.#bar.querySelectorAll("button")];
    (buttons.find(({ className }) => className === kind) ?? buttons[0])?.focus({ preventScroll: true });
  }

  /** Above dialogs that the page has opened meanwhile. */
  #toTop(): void {
    try {
      this.#host.hidePopover();
      this.#host.showPopover();
    } catch {
      // A browser without popovers: there it is drawn by its z-index.
    }
  }
}

/** Over page loads in this tab, where the browser lets a page remember. */
function memory() {
  const key = "fala.cobrowse.folded";
  let kept: string | null = null;
  try {
    kept = sessionStorage.getItem(key);
  } catch {
    // Then each page begins with the whole of it.
  }
  return {
    get: () => kept,
    set(news: string | null): void {
      kept = news;
      try {
        if (news === null) sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, news);
      } catch {
        // As above.
      }
    },
  };
}

function makeRoom(height: number): void {
  const style = document.querySelector<HTMLElement>("fala-widget")?.style;
  if (height > 0) style?.setProperty("--fala-top", `${height}px`);
  else style?.removeProperty("--fala-top");
}

/** One by itself costs nothing: a browser takes a dozen milliseconds to make its first list. */
const listed = (names: string[]) =>
  names.length > 1 ? new Intl.ListFormat(document.documentElement.lang || undefined).format(names) : (names[0] ?? "");
const filled = (words: string, name: string) => words.replace(/\{\{agents?\}\}/, name);

function row(...children: Node[]): HTMLElement {
  const made = document.createElement("div");
  made.append(...children);
  return made;
}

function text(tag: string, words: string, attributes: Record<string, string>): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = words;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** `drawn`: on phones it stands for the words of the lesser ones. */
function button(kind: string, words: string, press: () => void, drawn?: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = kind;
  if (drawn !== undefined) made.append(icon(drawn));
  made.append(text("span", words, {}));
  made.addEventListener("click", ({ isTrusted }) => {
    // A script of the page's, or an agent in control, presses nothing here.
    if (isTrusted) press();
  });
  return made;
}

/** Beside the words of what Escape does too, where there may be such a key. */
const escapeKey = () => text("kbd", "Esc", { "aria-hidden": "true" });

const icons = {
  hidden:
    "M10.7 5.1a10.7 10.7 0 0 1 11.2 6.6 1 1 0 0 1 0 .7 10.7 10.7 0 0 1-1.4 2.5M14 14.2a3 3 0 0 1-4.2-4.3M17.5 17.5a10.8 10.8 0 0 1-15.4-5.2 1 1 0 0 1 0-.6 10.8 10.8 0 0 1 4.4-5.2M2 2l20 20",
  pause: "M8 5v14M16 5v14",
  resume: "M7 4.5v15l12-7.5z",
  fold: "M6 15l6-6 6 6",
  unfold: "M6 9l6 6 6-6",
};

function icon(path: string): SVGElement {
  const [drawing, line] = ["svg", "path"].map((name) => document.createElementNS("http://www.w3.org/2000/svg", name));
  line?.setAttribute("d", path);
  drawing?.setAttribute("viewBox", "0 0 24 24");
  drawing?.append(line ?? "");
  return drawing as SVGElement;
}

const styles = `
:host{all:initial;position:fixed;inset:0;inline-size:100%;block-size:100%;margin:0;padding:0;border:0;background:none;overflow:hidden;
pointer-events:none;z-index:2147483647;display:block;--tone:#c3292e}
:host([data-state=still]){--tone:#6b6a65}
:host([data-state=controlled]){--tone:#8a3ffc}
.edge{position:absolute;inset:0;border:4px solid var(--tone)}
.layer{position:absolute;inset:0;overflow:hidden}
.bar{position:absolute;inset-block-start:0;inset-inline:0;margin-inline:auto;inline-size:fit-content;max-inline-size:min(100% - 16px,860px);
box-sizing:border-box;pointer-events:auto;padding-block-start:env(safe-area-inset-top);
font:500 14px/1.4 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:#fff;background:var(--tone);border-radius:0 0 14px 14px;
box-shadow:0 6px 24px -6px #0007}
.bar>div{display:flex;flex-wrap:wrap;align-items:center;gap:6px 8px;padding:6px 8px 8px 16px}
.bar>div+div{border-block-start:1px solid #ffffff40;padding-block:8px}
:host([dir=rtl]) .bar>div{padding:6px 16px 8px 8px}
p{margin:0;flex:1 1 auto;margin-inline-end:8px;overflow-wrap:anywhere}
button{all:unset;box-sizing:border-box;cursor:pointer;display:flex;gap:6px;align-items:center;justify-content:center;min-block-size:32px;padding:0 12px;border-radius:9px;font-weight:600;white-space:nowrap}
.quiet{background:#0003}.quiet:hover,.fold:hover{background:#0000004d}.quiet[aria-pressed=true]{background:#0006}
.stop,.allow{background:#fff;color:#1c1b19}
button:focus-visible{outline:3px solid #fff;outline-offset:2px}
button svg{display:none;flex:none;inline-size:20px;block-size:20px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
kbd{padding:0 5px;border:1px solid #fff9;border-radius:5px;font:600 11px/1.5 system-ui,sans-serif}
.fold{padding:0 6px}.fold svg{display:block}
.fold span,[data-folded] p{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
.bar[data-folded]>div::before{content:"";inline-size:10px;block-size:10px;margin-inline:10px 2px;border-radius:50%;background:#fff}
.bar[data-folded] :is(.hidden,.pause){display:none}.bar[data-folded]>div,:host([dir=rtl]) .bar[data-folded]>div{padding:4px}
.pointer{position:absolute;inset-block-start:0;left:0}
.pointer svg{display:block;inline-size:22px;block-size:22px}
.pointer span{position:absolute;left:18px;top:18px;padding:2px 8px;border-radius:9px;background:var(--own);color:#fff;font:600 12px/1.5 system-ui,sans-serif;white-space:nowrap}
.mark{position:absolute;border:3px solid var(--own);border-radius:6px;box-shadow:0 0 0 2px #fff}
.mark span{position:absolute;inset-block-end:100%;left:-3px;padding:1px 8px;border-radius:6px 6px 0 0;background:var(--own);color:#fff;font:600 12px/1.5 system-ui,sans-serif;white-space:nowrap}
.ink{position:absolute;inset:0;inline-size:100%;block-size:100%;transition:opacity .5s}
.hatch{position:absolute;border-radius:4px;box-shadow:0 0 0 1px #c3292e;background:repeating-linear-gradient(45deg,#c3292e52 0 6px,#c3292e26 6px 12px)}
@media(pointer:coarse){button{min-block-size:44px;min-inline-size:44px}kbd{display:none}}
@media(max-width:560px),(max-height:480px) and (pointer:coarse){.bar{font-size:13px}.bar>div{gap:4px}button{min-block-size:44px;min-inline-size:44px}
.lesser{padding:0}.lesser svg{display:block}.lesser:not([aria-pressed=true]) span{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}.lesser[aria-pressed=true]{padding:0 12px}}
@media(max-width:560px){.bar:not([data-folded]){inline-size:100%;max-inline-size:100%;border-radius:0}.bar:not([data-folded])>div,:host([dir=rtl]) .bar:not([data-folded])>div{padding:6px 8px 6px 12px}
p{flex:1 1 5rem;margin:0;line-height:1.3}[data-full] p,[role=alert]{flex-basis:100%}[data-full] :is(.end,.stop),.refuse,.allow{flex:1 1 auto}}
`;
