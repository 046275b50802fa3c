import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import type { Plugin } from "vite";

type Node = [tag: string, attributes: Record<string, string>, children?: Node[]];
type IconData = { name: string; size: number; node: Node[] };

const drawing = fileURLToPath(new URL("../web/ui/drawn-icon.ts", import.meta.url));

function markup([tag, attributes, children = []]: Node): string {
  const named = Object.entries(attributes).filter(([name]) => name !== "key");
  const inner = children.map(markup).join("");
  const opened = `<${tag}${named.map(([name, value]) => ` ${name}="${value}"`).join("")}`;
  return inner === "" ? `${opened}/>` : `${opened}>${inner}</${tag}>`;
}

/**
 * Makes each of Lucide's icons one piece of markup when it is built, instead of a list of nodes that a component turns into
 * elements, one by one, each time it is shown: that component and what it needs of Solid are 2 kB, a twentieth of the
 * widget's frame. Of the icons' props, attributes of the <svg> are left (web/ui/drawn-icon.ts).
 */
export function drawnIcons(): Plugin {
  return {
    name: "fala:drawn-icons",
    enforce: "pre",
    transform: {
      filter: { id: /[\\/]lucide-solid[\\/]dist[\\/]source[\\/]icons[\\/][\w-]+\.jsx$/ },
      handler(code) {
        const data = /\b__iconData = (\{[^]*?\n\});/.exec(code)?.[1];
        // Another name of an icon: the icon itself comes through here, too.
        if (data === undefined) return null;
        const { name, size, node }: IconData = runInNewContext(`(${data})`);
        if (size !== 24) throw new Error(`${name} is not drawn on 24 × 24, as web/ui/drawn-icon.ts takes all to be.`);
        const paths = JSON.stringify(node.map(markup).join(""));
        return {
          code: `import { drawnIcon } from ${JSON.stringify(drawing)};\nexport default /*#__PURE__*/ drawnIcon(${paths});\n`,
          map: null,
        };
      },
    },
  };
}
