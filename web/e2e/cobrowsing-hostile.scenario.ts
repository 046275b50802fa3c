import { expect, test } from "./actors.ts";

test("[CB9] a hostile page runs nothing in the console and leads it nowhere", async ({ agent, expectNoise }) => {
  // What the browser says of each thing that it did not run or load.
  expectNoise(/^/);
  await agent.opensTheConsole();
  const before = agent.page.url();
  await agent.page.evaluate(async () => {
    const view = document.createElement("iframe");
    view.src = "/replay";
    view.id = "hostile";
    view.style.cssText = "position:fixed;inset:0;inline-size:900px;block-size:600px;z-index:99";
    const ready = new Promise((resolve) => addEventListener("message", resolve, { once: true }));
    document.body.append(view);
    await ready;
    let id = 0;
    type Node = {
      type: number;
      id: number;
      tagName?: string;
      textContent?: string;
      attributes?: object;
      childNodes?: Node[];
    };
    const text = (textContent: string): Node => ({ type: 3, id: ++id, textContent });
    const tag = (tagName: string, attributes = {}, ...childNodes: Node[]): Node => ({
      ...{ type: 2, id: ++id, tagName, attributes, childNodes },
    });
    const run = "for (const w of [self, parent, top]) try { w.PWNED = 1 } catch {}";
    const nodes = [
      tag("script", {}, text(run)),
      tag("script", { src: "data:text/javascript,top.PWNED=1" }),
      tag("img", { src: "x:y", onerror: run }),
      tag("img", { src: "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>", onload: run }),
      tag("iframe", { srcdoc: `<script>${run}</scr` + "ipt>" }),
      tag("iframe", { src: `javascript:${run}` }),
      tag("object", { data: "data:text/html,<script>top.PWNED=1</scr" + "ipt>" }),
      tag("embed", { src: "data:text/html,<script>top.PWNED=1</scr" + "ipt>" }),
      tag("a", { id: "to", href: "/topnav", target: "_top" }, text("go")),
      tag("a", { id: "js", href: `javascript:${run}` }, text("run")),
      tag("details", { open: true, ontoggle: run }, text("more")),
      tag("input", { autofocus: true, onfocus: run, value: "a" }),
      tag("svg", { onload: run, isSVG: true }, tag("animate", { onbegin: run, attributeName: "x", dur: "1s" })),
      tag("video", { src: "x:y", onerror: run, autoplay: true }),
      tag("form", { action: "/form", target: "_top" }, tag("button", { id: "send" }, text("send"))),
    ];
    const head = tag(
      "head",
      {},
      tag("meta", { "http-equiv": "refresh", content: "0;url=/refresh" }),
      tag("base", { href: "https://evil.test/", target: "_top" }),
    );
    const body = tag("body", { onload: run }, ...nodes);
    const root = { type: 0, id: ++id, childNodes: [tag("html", {}, head, body)] };
    const [, , picture, , framed] = nodes;
    const late = (node: Node) => ({ parentId: body.id, nextId: null, node });
    const events = [
      { type: 4, timestamp: 1, data: { href: "https://evil.test/", width: 800, height: 600 } },
      { type: 2, timestamp: 2, data: { node: root, initialOffset: { left: 0, top: 0 } } },
      { type: 3, timestamp: 3, data: { source: 9, type: 0, id: 5, commands: [{ property: "x", args: [] }] } },
      { type: 5, timestamp: 4, data: { tag: "canvas", payload: { id: 5, picture: "javascript:top.PWNED=1" } } },
      "nonsense",
      {
        type: 3,
        timestamp: 5,
        data: { source: 0, adds: [], removes: [{ id: 99_999, parentId: 1 }], texts: [], attributes: [] },
      },
      // What comes after the snapshot is no safer.
      {
        type: 3,
        timestamp: 6,
        data: {
          ...{ source: 0, removes: [], texts: [] },
          adds: [
            late(tag("script", {}, text(run))),
            late(tag("iframe", { srcdoc: `<script>${run}</scr` + "ipt>" })),
            late(tag("iframe", { src: `javascript:${run}` })),
            late(tag("svg", { isSVG: true }, tag("a", { isSVG: true, "xlink:href": `javascript:${run}` }, text("x")))),
            late(tag("math", {}, tag("mtext", { href: `javascript:${run}` }, text("x")))),
            late(tag("input", { type: "image", src: "x:y", onerror: run, formaction: `javascript:${run}` })),
            late(tag("link", { rel: "stylesheet", href: "data:text/css,@import 'javascript:top.PWNED=1'" })),
            late(tag("link", { rel: "import", href: "data:text/html,<script>top.PWNED=1</scr" + "ipt>" })),
            late(tag("style", {}, text("*{background:url(javascript:top.PWNED=1)}"))),
            late(tag("template", {}, tag("img", { src: "x:y", onerror: run }))),
          ],
          attributes: [
            { id: picture?.id, attributes: { src: "x:z", onerror: run, onload: run } },
            { id: framed?.id, attributes: { srcdoc: `<script>${run}</scr` + "ipt>", src: `javascript:${run}` } },
            {
              id: body.id,
              attributes: { onfocus: run, onpageshow: run, style: { background: "url(javascript:top.PWNED=1)" } },
            },
          ],
        },
      },
      { type: 3, timestamp: 7, data: { source: 8, id: 3, adds: [{ rule: "@import 'javascript:top.PWNED=1'" }] } },
      { type: 3, timestamp: 8, data: { source: 10, family: "x", fontSource: "javascript:top.PWNED=1", buffer: false } },
      {
        type: 3,
        timestamp: 9,
        data: { source: 15, id: body.id, styleIds: [9], styles: [{ styleId: 9, rules: [{ rule: run }] }] },
      },
      { type: 3, timestamp: 10, data: { source: 7, type: 0, id: 17, currentTime: 0 } },
      { type: 6, timestamp: 11, data: { plugin: "x", payload: { run } } },
      { type: 3, timestamp: 12, data: { source: "__proto__" } },
      { type: 4, timestamp: 13, data: { href: `javascript:${run}`, width: 1e9, height: -1 } },
    ];
    view.contentWindow?.postMessage({ falaReplay: 1, kind: "batch", key: true, events }, location.origin);
  });
  const page = agent.page.frameLocator("#hostile").frameLocator(".replayer-wrapper iframe");
  await expect(page.locator("#send")).toBeAttached();
  for (const each of ["#to", "#js", "#send"]) {
    await page
      .locator(each)
      .evaluate((element) => element instanceof element.ownerDocument.defaultView!.HTMLElement && element.click());
  }
  await expect(page.locator("#send")).toBeAttached();
  expect(await agent.page.evaluate(() => "PWNED" in window)).toBe(false);
  expect(agent.page.url()).toBe(before);
});
