import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { transformWithOxc } from "vite";
import type { Plugin } from "vite";

/**
 * For the build: puts theme-boot.ts first into the <head> of the page whose file ends with `page`, as a small classic script with a
 * hashed name. Vite's own module scripts run only after the first paint, which would flash the other theme. In development
 * the page imports theme-boot.ts itself.
 */
export function themeBoot(page: string): Plugin {
  const file = fileURLToPath(new URL("../web/ui/theme-boot.ts", import.meta.url));
  let boot: { fileName: string; code: string } | undefined;
  return {
    name: "fala:theme-boot",
    apply: "build",
    async buildStart() {
      const { code } = await transformWithOxc(await readFile(file, "utf8"), file, { sourcemap: false });
      const hash = createHash("sha256").update(code).digest("base64url").slice(0, 8);
      boot = { fileName: `assets/theme-boot-${hash}.js`, code };
    },
    transformIndexHtml: {
      order: "post",
      handler(_html, { filename }) {
        if (!boot || !filename.endsWith(page)) return;
        return [{ tag: "script", attrs: { src: `/${boot.fileName}` }, injectTo: "head-prepend" }];
      },
    },
    generateBundle: {
      // After the pages were written: only the program that has the page carries the file.
      order: "post",
      handler(_options, bundle) {
        if (!boot || !Object.keys(bundle).some((name) => name.endsWith(page))) return;
        this.emitFile({ type: "asset", fileName: boot.fileName, source: boot.code });
      },
    },
  };
}
