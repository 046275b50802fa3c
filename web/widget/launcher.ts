import type { LoaderConfig } from "#protocol/widget";
import { addStyles, launcherStyles, PHONE, stillPage } from "./launcher-look.ts";
import { words } from "./loader-words.ts";

/** How long a frame may take before we say that it does not come. */
const FRAME_MS = 10_000;

/** Made node by node: a page with Trusted Types refuses innerHTML, also ours. */
function dress<Made extends Element>(made: Made, attributes: Record<string, string>, ...children: Node[]): Made {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const box = (name: string, ...children: Node[]) => dress(document.createElement("div"), { class: name }, ...children);

const drawn = (tag: string, attributes: Record<string, string>, ...children: Node[]) =>
  dress(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, ...children);

const icon = (name: string, d: string) => drawn("svg", { class: name, viewBox: "0 0 24 24" }, drawn("path", { d }));

/**
 * Everything that the widget draws into the company's page: one element with a shadow root, in it the button and the
 * panel with the frame. It covers nothing but what it shows, and leaves the page as it was when `signal` is aborted.
 */
export function drawLauncher(
  config: LoaderConfig,
  signal: AbortSignal,
  open: boolean,
  onPress: () => void,
  onEscape: () => void,
  onFrameLoad: () => void,
) {
  const host = dress(document.createElement("fala-widget"), { role: "region", "aria-label": "Chat" });
  const shadow = host.attachShadow({ mode: "open" });
  addStyles(shadow, launcherStyles(config));

  const badge = box("badge");
  const button = dress(
    document.createElement("button"),
    { class: "launcher", type: "button" },
    icon("say", "M4 20v-8a8 8 0 0 1 8-8h.5a8 8 0 0 1 0 16zM8 10h8M8 14h5"),
    icon("x", "m6 9 6 6 6-6"),
    badge,
  );
  const wait = dress(box("wait"), { role: "status" });
  const panel = box("panel", wait);
  const all = box("", panel, button);
  shadow.append(all);

  let frame: HTMLIFrameElement | null = null;
  /** loading: nothing came from the frame yet. ready: it answered. lost: it did not, within FRAME_MS. */
  let state = "loading";
  let timer = 0;
  let loosen: (() => void) | null = null;
  const phone = matchMedia(PHONE);
  const visible = window.visualViewport;

  // On a phone the panel fills what is visible, above the keyboard, and the page behind it is held still.
  const fit = () => {
    const fills = open && phone.matches;
    if (fills && loosen === null) {
      const top = scrollY;
      const loose = addStyles(document, stillPage(top));
      loosen = () => {
        loose();
        scrollTo({ top, behavior: "instant" });
      };
    } else if (!fills) {
      loosen?.();
      loosen = null;
    }
    const follow = fills && visible && visible.scale < 1.01;
    panel.style.cssText = follow ? `height:${visible.height}px;top:${visible.offsetTop}px` : "";
  };

  const draw = () => {
    all.className = `${open ? "open" : "shut"} ${state}`;
    wait.textContent = state === "lost" ? words.failed : "";
    button.setAttribute("aria-label", open ? words.close : words.open);
    panel.inert = !open;
    fit();
  };

  const setState = (next: string) => {
    clearTimeout(timer);
    state = next;
    draw();
  };

  const setUnread = (count: number) => {
    badge.textContent = count > 99 ? "99+" : `${count || ""}`;
    button.setAttribute("aria-description", count ? words.unread + count : "");
  };

  const loadFrame = () => {
    frame?.remove();
    frame = dress(document.createElement("iframe"), {
      title: "Chat",
      allow: "camera; microphone; display-capture; autoplay; clipboard-write; picture-in-picture; fullscreen",
      src: `${config.origin}/frame?site=${config.key}`,
    });
    frame.addEventListener("load", onFrameLoad);
    panel.append(frame);
    setState("loading");
    timer = window.setTimeout(setState, FRAME_MS, "lost");
  };

  // Beside <body>, which many sites replace when they navigate: the frame then goes on without loading again.
  const attach = () => {
    if (!host.isConnected) document.documentElement.append(host);
  };
  const watcher = new MutationObserver(attach);
  watcher.observe(document.documentElement, { childList: true });

  phone.addEventListener("change", fit, { signal });
  visible?.addEventListener("resize", fit, { signal });
  visible?.addEventListener("scroll", fit, { signal });
  button.addEventListener("click", onPress);
  host.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") onEscape();
  });
  signal.addEventListener("abort", () => {
    watcher.disconnect();
    open = false;
    setState("loading");
    host.remove();
  });
  setUnread(0);
  if (open) loadFrame();
  else draw();
  attach();

  return {
    frame: () => frame,
    loadFrame,
    setUnread,

    /** The frame has answered: what waited in front of it goes away. */
    frameReady: () => setState("ready"),

    setOpen: (next: boolean, focus: boolean) => {
      // The focus stays where the customer put it, unless it was inside the panel that goes away.
      const inside = document.activeElement === host;
      open = next;
      if (next && (frame === null || state === "lost")) loadFrame();
      else draw();
      if (next && focus) frame?.focus();
      else if (inside) button.focus();
    },
  };
}
