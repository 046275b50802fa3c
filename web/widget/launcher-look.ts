import type { LoaderConfig } from "#protocol/widget";

/** Where the panel fills what is visible instead of floating: phones, upright or lying. */
export const PHONE = "(max-width:480px),(max-height:480px) and (pointer:coarse)";

/**
 * The style sheet of the launcher and the panel's outside. Everything lives in a shadow root, so that the page's rules and
 * ours never meet. `--fala-top`: what the recorder's banner takes of a phone: what is in the panel begins below it.
 */
export function launcherStyles({ look: { color, position }, ink }: LoaderConfig): string {
  return `:host{all:initial;color-scheme:light dark;font:15px/1.4 system-ui,sans-serif}
*{box-sizing:border-box}
button{all:unset;cursor:pointer}
.launcher,.panel{position:fixed;z-index:2147483000;bottom:max(20px,env(safe-area-inset-bottom));inset-inline-${position}:max(20px,env(safe-area-inset-right))}
.launcher{display:grid;place-items:center;width:56px;height:56px;border-radius:28px;border-end-${position}-radius:10px;
background:${color};color:${ink};box-shadow:0 8px 24px -4px #2116}
.launcher:focus-visible{outline:3px solid ${color};outline-offset:3px}
svg{grid-area:1/1;width:28px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.shut .x,.open .say{opacity:0;scale:.5;rotate:45deg}
.badge{position:absolute;top:-3px;inset-inline-end:-3px;min-width:20px;padding:0 6px;border-radius:10px;
background:#c3292e;color:#fff;font-size:12px;line-height:20px;text-align:center;box-shadow:0 0 0 2px Canvas}
.badge:empty{display:none}
.panel{margin-bottom:70px;width:min(400px,100vw - 40px);height:min(700px,100dvh - 110px);border-radius:18px;overflow:hidden;
background:Canvas;color:CanvasText;box-shadow:0 0 0 1px #8763,0 8px 24px -4px #2116}
.shut .panel{visibility:hidden;opacity:0;translate:0 12px}
iframe,.wait{position:absolute;inset:0;width:100%;height:100%;border:0}
.wait{display:grid;place-content:center;padding:32px;text-align:center}
.wait:empty::before{content:"";width:22px;height:22px;border-radius:50%;border:2px solid #8884;border-top-color:${color}}
iframe,.ready .wait{opacity:0}
.ready iframe{opacity:1}
@keyframes t{to{rotate:1turn}}
@media ${PHONE}{.panel{inset:0 0 auto;margin:0;width:100%;height:100dvh;border-radius:0}iframe{top:var(--fala-top,0px);height:calc(100% - var(--fala-top,0px))}.open.ready .launcher{visibility:hidden}}
@media(prefers-reduced-motion:no-preference){*{transition:.2s}.wait::before{animation:t .8s linear infinite}}
@media print{div{display:none}}`;
}

/** What the page itself must keep to while the panel fills a phone, scrolled to `top` pixels. */
export function stillPage(top: number): string {
  return `html,body{overflow:hidden!important}body{position:fixed!important;inset-inline:0!important;top:${-top}px!important}`;
}

/** Adds a style sheet in a way that no content security policy of the page forbids. Returns how to take it away. */
export function addStyles(root: Document | ShadowRoot, css: string): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet);
  };
}
