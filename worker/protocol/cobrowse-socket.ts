import * as z from "zod/mini";
import { agentNameSchema } from "./agent.ts";
import { urlSchema } from "./customer.ts";
import { refusedSchema } from "./error.ts";
import { idSchema } from "./ids.ts";

/**
 * What goes over a co-browsing session's socket as text; pages go as binary frames (cobrowse-frame.ts). `hello` comes first.
 * Places in the page are fractions of the customer's viewport, from 0 to 1; elements are the recorder's node ids.
 */
const place = { x: z.number().check(z.gte(0), z.lte(1)), y: z.number().check(z.gte(0), z.lte(1)) };
const node = z.int().check(z.positive());

/** Query and fragment are taken off in the customer's browser. */
export const shownPageSchema = z.object({
  url: urlSchema,
  title: z.string().check(z.maxLength(300)),
});
export type ShownPage = z.infer<typeof shownPageSchema>;

/** Why a page cannot be shown well: too many nodes, so heavy that taking it in made the customer wait, or large frames of other sites (`nodes`: how many). */
export const cobrowseTroubleSchema = z.object({
  reason: z.enum(["too_large", "too_slow", "foreign_frames"]),
  nodes: z.int(),
  ms: z.int(),
});
export type CobrowseTrouble = z.infer<typeof cobrowseTroubleSchema>;

const actionSchema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("click"), node }),
  /** Replaces what stands in a field. `enter`: and then presses Enter in it, which may send its form. */
  z.object({
    ...{ action: z.literal("type"), node, text: z.string().check(z.maxLength(2_000)) },
    enter: z.optional(z.literal(true)),
  }),
  /** A choice of a list, by its place; or whether a box is ticked. */
  z.object({ action: z.literal("choose"), node, option: z.int().check(z.nonnegative(), z.lte(10_000)) }),
  /** The page (null) or an element, to a place in pixels. */
  z.object({ action: z.literal("scroll"), node: z.nullable(node), top: z.number(), left: z.number() }),
]);
export type CobrowseAction = z.infer<typeof actionSchema>;

/** How an action went. `hidden`: it is masked, a password, a file or a payment, and never touched. `paused`: the customer does something themselves. */
export const actedSchema = z.object({
  kind: z.literal("acted"),
  id: idSchema,
  outcome: z.enum(["done", "hidden", "paused", "gone"]),
  action: z.enum(["click", "type", "choose", "scroll"]),
  /** What it was done to, as the agent sees it. */
  on: z.string().check(z.maxLength(120)),
  /** Enter was pressed as well: not where a button would be pressed by it that is never touched, nor by recorders from before it. */
  enter: z.optional(z.literal(true)),
});
export type Acted = z.infer<typeof actedSchema>;

const shownSchema = z.discriminatedUnion("kind", [
  /** Null: the pointer is off the page. */
  z.object({ kind: z.literal("pointer"), at: z.nullable(z.object(place)) }),
  z.object({ kind: z.literal("highlight"), node: z.nullable(node) }),
  /** A stroke, or the next piece of one. */
  z.object({
    kind: z.literal("ink"),
    stroke: idSchema,
    points: z.array(z.object(place)).check(z.minLength(1), z.maxLength(200)),
  }),
]);

export const cobrowseCustomerMessageSchema = z.discriminatedUnion("kind", [
  /** `tab` stays the same over page loads. `seen`: whether the customer looks at it. */
  z.object({
    ...{ kind: z.literal("hello"), version: z.int(), tab: idSchema },
    ...{ page: shownPageSchema, seen: z.boolean() },
  }),
  z.object({ kind: z.literal("page"), page: shownPageSchema }),
  z.object({ kind: z.literal("seen"), seen: z.boolean() }),
  z.object({ kind: z.literal("pause"), on: z.boolean() }),
  z.object({ kind: z.literal("trouble"), trouble: z.nullable(cobrowseTroubleSchema) }),
  z.object({ kind: z.literal("control_answer"), allow: z.boolean() }),
  z.object({ kind: z.literal("control_end") }),
  actedSchema,
]);
export type CobrowseCustomerMessage = z.infer<typeof cobrowseCustomerMessageSchema>;

export const cobrowseToCustomerSchema = z.discriminatedUnion("kind", [
  /** Whole, each time one of it changes. */
  z.object({
    kind: z.literal("state"),
    /** Whether to record now: this tab is the one that is shown, somebody watches, and it is not paused. */
    record: z.boolean(),
    paused: z.boolean(),
    /** Who watches. */
    agents: z.array(agentNameSchema),
    /** Who asks to control the page, and who does. */
    asking: z.nullable(agentNameSchema),
    controller: z.nullable(agentNameSchema),
  }),
  /** The frame of this number is here. Said of those that have `more`: the rest of the batch may come. */
  z.object({ kind: z.literal("got"), number: z.int() }),
  /** Begin again with a whole snapshot. */
  z.object({ kind: z.literal("key") }),
  z.object({ kind: z.literal("shown"), by: agentNameSchema, what: shownSchema }),
  z.object({ kind: z.literal("act"), id: idSchema, action: actionSchema }),
  refusedSchema,
]);
export type CobrowseToCustomer = z.infer<typeof cobrowseToCustomerSchema>;

export const cobrowseAgentMessageSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("hello"), version: z.int() }),
  /** A frame is missing here: a whole snapshot, please. */
  z.object({ kind: z.literal("key") }),
  /** So many bytes arrived since this was said last. */
  z.object({ kind: z.literal("got"), bytes: z.int().check(z.nonnegative()) }),
  /** What came is no page: it does not inflate, or is too large, or is no list of events. Ends the session. */
  z.object({ kind: z.literal("unreadable") }),
  z.object({ kind: z.literal("show"), what: shownSchema }),
  z.object({ kind: z.literal("control_ask") }),
  z.object({ kind: z.literal("control_end") }),
  z.object({ kind: z.literal("act"), id: idSchema, action: actionSchema }),
]);
export type CobrowseAgentMessage = z.infer<typeof cobrowseAgentMessageSchema>;

export const cobrowseToAgentSchema = z.discriminatedUnion("kind", [
  /** Whole, each time one of it changes. */
  z.object({
    kind: z.literal("state"),
    /** The tab that is shown; null: the customer is between two pages, or gone. `tab` counts the tabs, so that a change of it can be told. */
    page: z.nullable(shownPageSchema),
    tab: z.int(),
    /** Whether the customer looks at it. */
    seen: z.boolean(),
    paused: z.boolean(),
    trouble: z.nullable(cobrowseTroubleSchema),
    agents: z.array(agentNameSchema),
    asking: z.nullable(agentNameSchema),
    controller: z.nullable(agentNameSchema),
  }),
  /** A colleague's pointer, highlight or ink. */
  z.object({ kind: z.literal("shown"), by: agentNameSchema, what: shownSchema }),
  /** To who asked: not now. */
  z.object({ kind: z.literal("control_declined") }),
  actedSchema,
  refusedSchema,
]);
export type CobrowseToAgent = z.infer<typeof cobrowseToAgentSchema>;
export type Shown = z.infer<typeof shownSchema>;
