import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plugin } from "vite";

/**
 * Under `npm run dev`, Vite answers in the place where the Worker answers in the product: every navigation is the console,
 * and /frame is the widget's page with the settings that the Worker puts into it, /frame/preview the one that the console's settings show.
 */
export function productPages(product: string): Plugin {
  return {
    name: "product-pages",
    apply: "serve",
    configureServer(server) {
      const page = async (folder: string) => {
        const html = await readFile(join(server.config.root, folder, "index.html"), "utf8");
        // The page is asked for under many addresses, so what it names beside itself needs its whole path.
        return server.transformIndexHtml(
          `${folder}/index.html`,
          html.replaceAll(/(src|href)="\.\//g, `$1="${folder}/`),
        );
      };

      server.middlewares.use(async (request, response, next) => {
        const address = request.url ?? "/";
        const wantsPage = request.method === "GET" && request.headers.accept?.includes("text/html") === true;
        if (!wantsPage || /^\/(api|ws|@|help|widget\.js|recorder\.js)/.test(address)) return next();
        try {
          const html = address.startsWith("/frame?")
            ? await withConfig(product + address, await page("/widget/frame"))
            : await page(folderOf(address));
          response.setHeader("content-type", "text/html; charset=utf-8").end(html);
        } catch (error) {
          next(error);
        }
      });
    },
  };
}

function folderOf(address: string): string {
  const [path = ""] = address.split("?");
  const folders = {
    "/frame/preview": "/widget/preview",
    "/replay": "/replay",
    "/playground": "/playground",
    "/call": "/guest",
  };
  return new Map(Object.entries(folders)).get(path) ?? "/console";
}

/** The page with what the Worker would have written into it. */
async function withConfig(frame: string, html: string): Promise<string> {
  const built = await (await fetch(frame)).text();
  const config = /<script type="application\/json" id="fala-config">.*?<\/script>/s.exec(built)?.[0] ?? "";
  const colors = /<html style="[^"]*"/.exec(built)?.[0] ?? "<html";
  return html.replace("<html", colors).replace("<!--fala-config-->", () => config);
}
