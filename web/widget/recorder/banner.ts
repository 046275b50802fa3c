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
  hidden: (on: boolean) => void;
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
  #hidden = false;
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
    const key = JSON.stringify([state, this.#hidden]);
    if (key === this.#drawn) return;
    this.#drawn = key;
    const { agents, asking, controller, paused } = state;
    this.#host.dataset["state"] = controller ? "controlled" : paused || agents.length === 0 ? "still" : "watched";
    const said = paused
      ? this.#words.paused
      : controller
        ? filled(this.#words.controls, controller.name)
        : agents.length === 0
          ? this.#words.nobody
          : filled(this.#words.watched, listed(agents.map(({ name }) => name)));
    if (this.#said.textContent !== said) this.#said.textContent = said;
    const rows = [
      row(
        ...(controller ? [button(this.#words.endControl, this.#presses.endControl, "end quiet")] : []),
        button(
          this.#hidden ? this.#words.shown : this.#words.hidden,
          () => this.#toggleHidden(state),
          "hidden quiet",
          this.#hidden,
        ),
        button(paused ? this.#words.resume : this.#words.pause, () => this.#presses.pause(!paused), "pause quiet"),
        button(this.#words.stop, this.#presses.stop, "stop"),
      ),
    ];
    if (asking !== null) {
      rows.push(
        row(
          text("p", filled(this.#words.asks, asking.name), { role: "alert" }),
          button(this.#words.refuse, () => this.#presses.answer(false), "refuse quiet"),
          button(this.#words.allow, () => this.#presses.answer(true), "allow"),
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

  #toggleHidden(state: State): void {
    this.#hidden = !this.#hidden;
    this.#presses.hidden(this.#hidden);
    this.draw(state);
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

function button(words: string, press: () => void, kind: string, pressed?: boolean): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = kind;
  made.textContent = words;
  if (pressed !== undefined) made.setAttribute("aria-pressed", String(pressed));
  made.addEventListener("click", ({ isTrusted }) => {
    // A script of the page's, or an agent in control, presses nothing here.
    if (isTrusted) press();
  });
  return made;
}

const styles = `
:host{all:initial;position:fixed;inset:0;inline-size:100%;block-size:100%;margin:0;padding:0;border:0;background:none;overflow:hidden;
pointer-events:none;z-index:2147483647;display:block;--tone:#c3292e}
:host([data-state=still]){--tone:#6b6a65}
:host([data-state=controlled]){--tone:#8a3ffc}
.edge{position:absolute;inset:0;border:4px solid var(--tone)}
.layer{position:absolute;inset:0;overflow:hidden}
.bar{position:absolute;inset-block-start:0;inset-inline:0;margin-inline:auto;inline-size:fit-content;max-inline-size:min(100% - 16px,860px);
box-sizing:border-box;pointer-events:auto;
font:500 14px/1.4 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:#fff;background:var(--tone);border-radius:0 0 14px 14px;
box-shadow:0 6px 24px -6px #0007}
.bar>div{display:flex;flex-wrap:wrap;align-items:center;gap:6px 8px;padding:6px 8px 8px 16px}
.bar>div+div{border-block-start:1px solid #ffffff40;padding-block:8px}
:host([dir=rtl]) .bar>div{padding:6px 16px 8px 8px}
p{margin:0;flex:1 1 auto;margin-inline-end:8px;overflow-wrap:anywhere}
button{all:unset;box-sizing:border-box;cursor:pointer;min-block-size:32px;padding:0 12px;border-radius:9px;font-weight:600;white-space:nowrap;text-align:center}
.quiet{background:#0003}.quiet:hover{background:#0000004d}.quiet[aria-pressed=true]{background:#0006}
.stop,.allow{background:#fff;color:#1c1b19}
button:focus-visible{outline:3px solid #fff;outline-offset:2px}
.pointer{position:absolute;inset-block-start:0;left:0}
.pointer svg{display:block;inline-size:22px;block-size:22px}
.pointer span{position:absolute;left:18px;top:18px;padding:2px 8px;border-radius:9px;background:var(--own);color:#fff;font:600 12px/1.5 system-ui,sans-serif;white-space:nowrap}
.mark{position:absolute;border:3px solid var(--own);border-radius:6px;box-shadow:0 0 0 2px #fff}
.mark span{position:absolute;inset-block-end:100%;left:-3px;padding:1px 8px;border-radius:6px 6px 0 0;background:var(--own);color:#fff;font:600 12px/1.5 system-ui,sans-serif;white-space:nowrap}
.ink{position:absolute;inset:0;inline-size:100%;block-size:100%;transition:opacity .5s}
.hatch{position:absolute;border-radius:4px;box-shadow:0 0 0 1px #c3292e;background:repeating-linear-gradient(45deg,#c3292e52 0 6px,#c3292e26 6px 12px)}
@media(max-width:560px){.bar{font-size:13px;inline-size:100%;max-inline-size:100%;border-radius:0}.bar>div{padding:8px 10px!important}
p{flex-basis:100%;margin:0;text-align:center}button{flex:1;min-block-size:36px}}
`;
