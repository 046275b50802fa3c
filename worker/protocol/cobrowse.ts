import * as z from "zod/mini";
import { agentNameSchema } from "./agent.ts";
import { idSchema, timeSchema } from "./ids.ts";

/**
 * Co-browsing in a conversation's log: the agent asks, the customer answers, and what became of it. What goes over the
 * session's own socket stands in cobrowse-socket.ts. A session's id is the id of the command that asked for it.
 */

/** An origin as browsers send it. What a customer shows is agreed upon for one origin at a time. */
export const pageOriginSchema = z.string().check(z.maxLength(255), z.regex(/^https?:\/\/[^/\s]+$/, "an origin"));

/** Why a session ended: somebody pressed Stop, the conversation is done, a side was gone or idle for too long, or the stream was no page. */
export const cobrowseEndSchema = z.enum([
  "customer",
  "agent",
  "done",
  "agents_gone",
  "customer_gone",
  "idle",
  "unreadable",
]);
export type CobrowseEnd = z.infer<typeof cobrowseEndSchema>;

/** Who saw the page, how many pages it were, and whether somebody controlled one. */
export const cobrowseFactsSchema = z.object({
  agents: z.array(agentNameSchema),
  pages: z.int(),
  controlled: z.boolean(),
});
export type CobrowseFacts = z.infer<typeof cobrowseFactsSchema>;

/**
 * For everyone. `accepted` comes again for each further origin. `controlled`: the customer lets this agent control the page.
 * `missed`: nobody answered in time; `withdrawn`: nobody asks any more.
 */
export const cobrowseBodySchema = z.object({
  kind: z.literal("cobrowse"),
  session: idSchema,
  happened: z.discriminatedUnion("step", [
    z.object({ step: z.literal("asked") }),
    z.object({ step: z.literal("accepted"), origin: pageOriginSchema }),
    z.object({ step: z.literal("declined") }),
    z.object({ step: z.literal("missed") }),
    z.object({ step: z.literal("withdrawn") }),
    z.object({ step: z.literal("controlled"), agent: agentNameSchema }),
    z.object({
      ...{ step: z.literal("ended"), reason: cobrowseEndSchema, seconds: z.int(), ...cobrowseFactsSchema.shape },
      /** `customer`, but not because they wanted it: the page lets nothing record it. */
      notShown: z.optional(z.literal(true)),
    }),
  ]),
});
export type CobrowseHappened = z.infer<typeof cobrowseBodySchema>["happened"];

/** Team only: something that the author did in the customer's page. `on` names the control as the agent could see it. */
export const cobrowseActedBodySchema = z.object({
  kind: z.literal("cobrowse_acted"),
  session: idSchema,
  action: z.enum(["click", "type", "choose", "scroll"]),
  on: z.string().check(z.maxLength(120)),
  /** They typed, and pressed Enter. */
  enter: z.optional(z.literal(true)),
});

/** What is running, folded from the log; null: nothing. */
export const cobrowseStateSchema = z.object({
  session: idSchema,
  /** Who asked. */
  agent: agentNameSchema,
  phase: z.enum(["asked", "live"]),
  /** When it was asked for; when it was accepted. */
  since: timeSchema,
  /** Which origins' pages the customer shows. */
  origins: z.array(pageOriginSchema),
});
export type CobrowseState = z.infer<typeof cobrowseStateSchema>;

/** Agents: may I see your page? */
export const cobrowseAskSchema = z.object({ kind: z.literal("cobrowse_ask"), id: idSchema });

/** Customers only. `origin` is the page's, as the loader says it; accepted again for another one. */
export const cobrowseAnswerSchema = z.object({
  kind: z.literal("cobrowse_answer"),
  id: idSchema,
  session: idSchema,
  accept: z.boolean(),
  origin: pageOriginSchema,
});

/** Either side: no more of it. What was asked and not answered is taken back by it. */
export const cobrowseEndCommandSchema = z.object({
  ...{ kind: z.literal("cobrowse_end"), id: idSchema, session: idSchema },
  /** Customers: not because they want it, but because the page lets nothing record it. */
  notShown: z.optional(z.literal(true)),
});
