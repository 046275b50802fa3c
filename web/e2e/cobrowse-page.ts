import { createServer, type Server } from "node:http";

/**
 * A page to measure on, served on an origin of its own: a dashboard of some 6,000 nodes with a good deal of CSS, shadow roots and
 * pictures, the `#probe` that a bench writes times into, and the widget's script tag.
 */
export async function serveHeavyPage(port: number, scriptTag: string): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://page.test");
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(pathname === "/favicon.ico" ? "" : heavyPage(pathname, scriptTag));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return server;
}

/** Each card has twelve nodes or so, with the text between its tags. */
const cards = 460;

function heavyPage(path: string, scriptTag: string): string {
  const styles = Array.from(
    { length: 600 },
    (_, at) =>
      `.tone-${at}{color:hsl(${at % 360} 40% 30%);padding:${at % 7}px;border-radius:${at % 9}px;background:hsl(${(at * 7) % 360} 50% 96%)}`,
  ).join("\n");
  const card = (at: number) =>
    `<article class="card tone-${at % 600}"><h3>Order <span>${at}</span></h3><p>Placed by <b>Customer ${at}</b> in <i>Recife</i></p><strong>${(at * 37) % 997}</strong></article>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page ${path}</title><link rel="icon" href="data:,">
<style>body{margin:0;font:14px/1.4 sans-serif}main{display:grid;grid-template-columns:repeat(6,1fr);gap:8px;padding:8px}
header{position:sticky;top:0;background:#fff;padding:8px;z-index:1}.card{border:1px solid #ddd;overflow:hidden}.hot{outline:2px solid red}${styles}</style>
${scriptTag}</head><body><header><h1 id="where">${path}</h1><p>Probe <span id="probe">-</span></p><input id="field" aria-label="Search"></header>
<main>${Array.from({ length: cards }, (_, at) => card(at)).join("\n")}</main></body></html>`;
}

/**
 * Twenty ticks a second, or `perSecond`: each changes ten texts and two attributes, takes a card away and adds one, now and then moves
 * and scrolls. Runs in the page; answers when it is through.
 */
export async function heavyWork({ ticks, perSecond }: { ticks: number; perSecond: number }): Promise<void> {
  const main = document.querySelector("main");
  const began = performance.now();
  for (let tick = 0; tick < ticks; tick += 1) {
    const all = [...document.querySelectorAll<HTMLElement>(".card")];
    for (let step = 0; step < 10; step += 1) {
      const amount = all[(tick * 10 + step) % all.length]?.querySelector("strong");
      if (amount) amount.textContent = String((tick * step) % 997);
    }
    const one = all[tick % all.length];
    if (one) one.style.transform = `translateX(${tick % 5}px)`;
    all[(tick + 3) % all.length]?.classList.toggle("hot");
    const last = all.at(-1);
    const added = last?.cloneNode(true);
    last?.remove();
    if (added && main) main.prepend(added);
    dispatchEvent(new MouseEvent("mousemove", { clientX: (tick * 7) % 900, clientY: (tick * 5) % 600 }));
    document.body.dispatchEvent(
      new MouseEvent("mousemove", { bubbles: true, clientX: (tick * 7) % 900, clientY: (tick * 5) % 600 }),
    );
    if (tick % 10 === 0) scrollTo(0, (tick * 3) % 800);
    const wait = began + ((tick + 1) * 1_000) / perSecond - performance.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)));
  }
}
