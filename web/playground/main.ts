import { type CobrowseRules, standardRules } from "#protocol/cobrowse-rules";
import { isSelector } from "../widget/css-selector.ts";
import { isFor, Masking } from "../widget/recorder/masking.ts";
import { lookOnce } from "../widget/recorder/tape.ts";
import { type FromPlaygroundBody, isToPlayground } from "./playground-message.ts";
import { selectorOf } from "./selector-of.ts";

/** What is typed into the page is looked at so long after the last key. */
const typedMs = 150;

/**
 * Runs the playground: shows a page whose HTML the settings hand over, lets it be typed into, and records it with what records the
 * company's pages. Nothing in it runs: its policy allows no script but this one.
 */
function runPlayground(): void {
  const post = (message: FromPlaygroundBody) =>
    window.parent.postMessage({ falaPlayground: 1, ...message }, location.origin);
  let rules: CobrowseRules = standardRules;
  let path = "/";
  let picks = false;
  let timer = 0;
  // By this name the recorder leaves it out.
  const mark = document.createElement("fala-cobrowsing");
  mark.style.cssText =
    "position:fixed;z-index:2147483647;pointer-events:none;border:2px solid #0b6bcb;border-radius:4px;background:#0b6bcb2e;display:none";

  function look() {
    const matches = rules.rules.map(({ selector, pages }) =>
      !isFor(pages, path) ? null : isSelector(selector) ? document.body.querySelectorAll(selector).length : 0,
    );
    lookOnce(new Masking(rules, path), (events) => post({ kind: "seen", events, matches }));
  }

  function show(html: string) {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const each of page.querySelectorAll("script,iframe,object,embed,base,meta[http-equiv]")) each.remove();
    for (const each of page.querySelectorAll("*")) {
      for (const { name } of [...each.attributes]) if (name.startsWith("on")) each.removeAttribute(name);
    }
    document.documentElement.replaceWith(document.adoptNode(page.documentElement));
    document.documentElement.append(mark);
    // Pictures and styles come a moment later.
    addEventListener("load", later, { capture: true });
    look();
  }

  function later() {
    clearTimeout(timer);
    timer = window.setTimeout(look, typedMs);
  }

  function point(element: Element | null) {
    mark.style.display = picks && element !== null ? "block" : "none";
    if (element === null) return;
    const { left, top, width, height } = element.getBoundingClientRect();
    Object.assign(mark.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
  }

  const target = ({ target: found }: Event) =>
    found instanceof Element && found !== document.documentElement && found !== document.body ? found : null;
  addEventListener("pointermove", (event) => picks && point(target(event)));
  document.addEventListener("pointerleave", () => point(null));
  addEventListener(
    "click",
    (event) => {
      // It leads nowhere and sends nothing, whatever is pressed.
      if (picks || !(event.target instanceof HTMLInputElement)) event.preventDefault();
      const element = target(event);
      if (!picks || element === null) return;
      point(null);
      post({ kind: "picked", selector: selectorOf(element) });
    },
    { capture: true },
  );
  addEventListener("submit", (event) => event.preventDefault(), { capture: true });
  for (const name of ["input", "change", "scroll"]) addEventListener(name, later, { capture: true });

  addEventListener("message", ({ data, origin, source }) => {
    if (origin !== location.origin || source !== window.parent || !isToPlayground(data)) return;
    switch (data.kind) {
      case "page":
        return show(data.html);
      case "rules":
        ({ rules, path } = data);
        return look();
      case "pick":
        picks = data.on;
        document.documentElement.style.cursor = picks ? "crosshair" : "";
        return point(null);
      default:
        return data satisfies never;
    }
  });
  post({ kind: "ready" });
}

if (window.parent !== window) runPlayground();
