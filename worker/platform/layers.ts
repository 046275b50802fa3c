/** One import as it stands in a source, with the file that it reaches. Paths are relative to the project's folder. */
export type Import = {
  from: string;
  /** As written: "./a.ts", "#domain/inbox/inbox", "hono". */
  specifier: string;
  /** The file of ours that it reaches; absent for a package. */
  to?: string;
  /** Nothing but types: gone when the code runs. */
  typeOnly: boolean;
};

type Place = {
  /** The row of the table: what the file is. */
  layer: string;
  /** worker: the word's folder. */
  word: string;
  side: "worker" | "web" | "tool";
};

const page = ["protocol", "domain", "web/store", "web/connection", "web/ui", "web/media", "web/intl"];

/** Which layers each layer may import beside itself. Within a layer: see `withinLayer`. */
const mayImport: Record<string, readonly string[]> = {
  protocol: [],
  domain: ["protocol"],
  platform: ["protocol"],
  table: ["platform"],
  store: ["protocol", "domain", "table", "platform"],
  object: ["protocol", "domain", "store", "platform"],
  routes: ["protocol", "domain", "store", "platform"],
  "web/connection": ["protocol"],
  "web/store": ["protocol", "domain", "web/connection"],
  "web/ui": [],
  "web/media": ["protocol"],
  "web/intl": ["protocol"],
  /** Draws the whole widget for the settings: the panel and the launcher. */
  "web/preview": [...page, "web/frame", "web/loader"],
  // What console and frame show alike of files.
  "web/attachment": page,
  // What console, frame and the guests' page show alike of calls.
  "web/call": page,
  // What a guest of a call sees.
  "web/guest": [...page, "web/call"],
  "web/console": [...page, "web/attachment", "web/call", "web/replay-message"],
  "web/frame": [...page, "web/host-message", "web/attachment", "web/call", "web/replay-message"],
  "web/host-message": ["protocol"],
  "web/loader": ["protocol", "web/host-message", "web/replay-message"],
  "web/help": ["protocol", "web/ui"],
  // The document that replays a customer's page.
  "web/replay": ["protocol", "web/loader", "web/replay-message"],
  // What a page would look like to an agent, in the settings: records itself, with what records the company's pages.
  "web/playground": ["protocol", "web/loader", "web/replay-message"],
  "web/replay-message": ["protocol"],
  "web/demo": [],
};

/** Layers of which a word may use its own files only. A domain may use another word's, but never in a circle. */
const ownWordOnly = new Set(["store", "object", "routes"]);

/** Who may use a package that not everybody may use. */
const packageRules: { name: RegExp; allowed: (place: Place) => boolean; because: string }[] = [
  {
    name: /^partyserver$/,
    allowed: ({ layer }) => layer === "platform",
    because: "partyserver is wrapped once, in platform/base-object.ts",
  },
  {
    name: /^(solid-js|@solidjs\/|@kobalte\/|lucide-solid|@solid-primitives\/)/,
    allowed: ({ layer }) =>
      [
        "web/store",
        "web/ui",
        "web/intl",
        "web/attachment",
        "web/call",
        "web/guest",
        "web/console",
        "web/frame",
        "web/preview",
      ].includes(layer),
    because: "this layer is free of any framework",
  },
  {
    name: /^(@cloudflare\/realtimekit|partytracks|rxjs)/,
    allowed: ({ layer }) => layer === "web/media",
    because: "how media travels is known to web/media alone",
  },
  {
    name: /^(drizzle-orm|better-auth|hono|cloudflare:|node:)/,
    allowed: ({ layer, side }) => side === "worker" && layer !== "protocol" && layer !== "domain",
    because: "this runs only inside the Worker",
  },
];

function placeOf(path: string): Place | undefined {
  const parts = path.split("/");
  const [top = "", folder = ""] = parts;
  const file = parts.at(-1) ?? "";
  if (top === "worker") {
    if (parts.length === 2) return { layer: "root", word: "", side: "worker" };
    if (folder === "protocol" || folder === "platform") return { layer: folder, word: folder, side: "worker" };
    if (folder === "testing") return { layer: "testing", word: folder, side: "worker" };
    const layer = /\.(domain|table|store|object|routes)\.ts$/.exec(file)?.[1];
    return layer ? { layer, word: folder, side: "worker" } : undefined;
  }
  if (top === "web") {
    if (folder === "demo") return { layer: "web/demo", word: "", side: "tool" };
    if (path.startsWith("web/ui/gallery/")) return { layer: "tool", word: "", side: "tool" };
    if (folder === "e2e") return { layer: "testing", word: "", side: "tool" };
    if (["replay-message.ts", "playground-message.ts", "css-selector.ts"].includes(file))
      return { layer: "web/replay-message", word: "", side: "web" };
    if (folder !== "widget") return { layer: `web/${folder}`, word: "", side: "web" };
    if (parts[2] === "preview") return { layer: "web/preview", word: "", side: "web" };
    if (parts[2] === "frame") return { layer: "web/frame", word: "", side: "web" };
    if (file === "host-message.ts" || file === "recorder-message.ts")
      return { layer: "web/host-message", word: "", side: "web" };
    return { layer: "web/loader", word: "", side: "web" };
  }
  return { layer: "tool", word: "", side: "tool" };
}

/** Tests and what only they use may import anything; nothing of the product may import them. */
export function isTest(path: string): boolean {
  return /\.(test|scenario)\.tsx?$/.test(path) || path.startsWith("worker/testing/") || path.startsWith("web/e2e/");
}

/**
 * Keeps the table of layers: answers null where the import is allowed, else why it is not. Circles between words are found
 * by `circles`, over all imports together.
 */
export function judge(it: Import): string | null {
  if (isTest(it.from)) return null;
  const from = placeOf(it.from);
  if (!from) return `${it.from} has no layer: name it <word>.domain|table|store|object|routes.ts`;
  if (from.layer === "tool") return null;
  if (it.to === undefined) return judgePackage(from, it.specifier);
  if (isTest(it.to)) return "tests are not for the product";
  const to = placeOf(it.to);
  if (!to) return `${it.to} has no layer`;
  if (from.side === "web" && to.side === "worker" && !/^#(protocol|domain)\//.test(it.specifier)) {
    return "the web reaches the Worker's code through #protocol/ and #domain/ only";
  }
  if (from.side === "worker" && to.side === "worker" && it.specifier.startsWith("#")) {
    return "the Worker imports its own files by their path; the aliases are for the web";
  }
  if (from.layer === "root") return to.side === "worker" ? null : "the Worker imports nothing of the web";
  if (from.layer === to.layer) return withinLayer(from, to);
  if (mayImport[from.layer]?.includes(to.layer)) return null;
  if (isTypeEdge(it, from, to)) return null;
  return `${from.layer} may not import ${to.layer}`;
}

/** The two edges that exist for the compiler only: stubs are typed by their classes, JSON columns by the contract. */
function isTypeEdge(it: Import, from: Place, to: Place): boolean {
  if (!it.typeOnly) return false;
  return (
    (it.from === "worker/platform/objects.ts" && to.layer === "object") ||
    (from.layer === "table" && to.layer === "protocol")
  );
}

function withinLayer(from: Place, to: Place): string | null {
  if (ownWordOnly.has(from.layer) && from.word !== to.word)
    return `a ${from.layer} may not import another word's ${to.layer}`;
  return null;
}

function judgePackage(from: Place, specifier: string): string | null {
  if (from.layer === "protocol") return specifier === "zod/mini" ? null : "the protocol uses zod/mini only";
  if (from.layer === "domain") return "a domain is pure and uses no package";
  const broken = packageRules.find(
    ({ name, allowed }) => name.test(specifier) && !allowed(from) && from.side !== "tool",
  );
  return broken ? broken.because : null;
}

/** Words whose domains (or tables) import each other in a circle, each circle as "a > b > a". */
export function circles(imports: readonly Import[], layer: "domain" | "table"): string[] {
  const edges = new Map<string, Set<string>>();
  for (const it of imports) {
    if (isTest(it.from) || it.to === undefined) continue;
    const [from, to] = [placeOf(it.from), placeOf(it.to)];
    if (from?.layer !== layer || to?.layer !== layer || from.word === to.word) continue;
    edges.set(from.word, (edges.get(from.word) ?? new Set()).add(to.word));
  }
  const found: string[] = [];
  const finished = new Set<string>();
  const visit = (word: string, path: string[]) => {
    if (path.includes(word)) found.push([...path.slice(path.indexOf(word)), word].join(" > "));
    if (path.includes(word) || finished.has(word)) return;
    for (const next of edges.get(word) ?? []) visit(next, [...path, word]);
    finished.add(word);
  };
  for (const word of edges.keys()) visit(word, []);
  return found;
}
