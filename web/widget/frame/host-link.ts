import * as z from "zod/mini";
import { attributesSchema, visitSchema } from "#protocol/customer";
import type { FrameMessage, HostPage, HostStart, KeptRow, LoaderMessage } from "../host-message.ts";

type Body<Message> = Message extends unknown ? Omit<Message, "fala"> : never;

function fitting<Schema extends z.ZodMiniType, Otherwise>(schema: Schema, otherwise: Otherwise) {
  const take = (value: unknown): z.infer<Schema> | Otherwise => {
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed.data : otherwise;
  };
  return z.pipe(z.unknown(), z.transform(take));
}

/** What fits is taken, what does not is left out: a page of a company never keeps its own chat from working. */
const pageSchema = z.object({
  open: z.boolean(),
  focused: z.boolean(),
  visits: z.pipe(
    z.array(z.unknown()),
    z.transform((visits) =>
      visits.flatMap((visit) => {
        const parsed = visitSchema.safeParse(visit);
        return parsed.success ? [parsed.data] : [];
      }),
    ),
  ),
  identity: z.nullable(
    z.union([
      z.object({ jwt: z.string().check(z.maxLength(4_096)) }),
      z.object({ name: fitting(z.string().check(z.maxLength(120)), null), email: fitting(z.string(), null) }),
    ]),
  ),
  attributes: fitting(attributesSchema, {}),
});

const fala = z.literal(1);
const loaderMessageSchema = z.discriminatedUnion("kind", [
  z.object({ fala, kind: z.literal("page"), page: pageSchema }),
  z.object({
    fala,
    kind: z.literal("start"),
    start: z.object({ topic: z.string().check(z.maxLength(120)), text: z.nullable(z.string()) }),
  }),
  z.object({ fala, kind: z.literal("forget") }),
  z.object({ fala, kind: z.literal("part_failed"), path: z.string() }),
  z.object({
    fala,
    kind: z.literal("kept"),
    rows: z.array(z.object({ key: z.string(), value: z.nullable(z.string()) })),
  }),
]) satisfies z.ZodMiniType<LoaderMessage>;

export type HostLink = {
  /** Says nothing before the loader has been heard. */
  post(message: Body<FrameMessage>): void;
  /** The views stand: the loader may show them. */
  ready(): void;
  /** Has the loader run a part of ours (`HostPart`) in the company's page. `onFailed`: it cannot be loaded there. */
  loadPart(path: string, onFailed: () => void): void;
};

/**
 * The frame's end of host-message.ts. Only the window around this one, from an origin that the site allows, is heard; the
 * answers go to exactly that origin. Make it before anything is waited for: the loader speaks when this document has loaded.
 */
export function makeHostLink(options: {
  allowedOrigins: readonly string[];
  onPage: (page: HostPage) => void;
  onStart: (start: HostStart) => void;
  onForget: () => void;
  onKept: (rows: readonly KeptRow[]) => void;
}): HostLink {
  let origin: string | null = null;
  let isReady = false;
  const partFailed = new Map<string, () => void>();

  const post: HostLink["post"] = (message) => {
    if (origin !== null) window.parent.postMessage({ fala: 1, ...message }, origin);
  };

  addEventListener("message", (event) => {
    if (event.source !== window.parent || !options.allowedOrigins.includes(event.origin)) return;
    const parsed = loaderMessageSchema.safeParse(event.data);
    if (!parsed.success) return;
    const message = parsed.data;
    // Comes before the first page, and is answered by nothing.
    if (message.kind === "kept") return options.onKept(message.rows);
    const first = origin === null;
    origin = event.origin;
    switch (message.kind) {
      case "page":
        options.onPage(message.page);
        if (first && isReady) post({ kind: "ready" });
        return;
      case "start":
        return options.onStart(message.start);
      case "forget":
        return options.onForget();
      case "part_failed":
        return partFailed.get(message.path)?.();
      default:
        return message satisfies never;
    }
  });

  return {
    post,
    loadPart(path, onFailed) {
      partFailed.set(path, onFailed);
      post({ kind: "part", path });
    },
    ready: () => {
      isReady = true;
      post({ kind: "ready" });
    },
  };
}
