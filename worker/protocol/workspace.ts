import * as z from "zod/mini";
import { agentSchema, agentStatusSchema, availabilitySchema } from "./agent.ts";
import { idSchema } from "./ids.ts";
import { teamSchema } from "./team.ts";
import { nameSchema } from "./text.ts";

export const languageSchema = z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "a language tag"));

/** `GET /api/me`: what the console needs before it shows anything. */
export const meSchema = z.object({
  agent: agentSchema,
  email: z.string(),
  twoFactorEnabled: z.boolean(),
  availability: availabilitySchema,
  language: z.nullable(languageSchema),
  /** Those with the agent in it: one inbox, one socket each. */
  teams: z.array(teamSchema),
  /** Every team, because a conversation can be transferred to any. */
  allTeams: z.array(teamSchema),
  workspace: z.object({ name: nameSchema, sneakPeek: z.boolean() }),
});
export type Me = z.infer<typeof meSchema>;

/** `PATCH /api/me`: what is absent stays as it is. `language` null: the browser's. Answers with the new `Me`. */
export const meChangeSchema = z.object({
  name: z.optional(nameSchema),
  language: z.optional(z.nullable(languageSchema)),
  availability: z.optional(availabilitySchema),
});

/** `GET /api/agents`: the directory, for mentions and the transfer picker. Agents who left are not in it. */
export const directorySchema = z.object({
  agents: z.array(z.extend(agentSchema, { teamIds: z.array(idSchema) })),
});
/** `GET /api/agents/standings`: how the agents of all teams stand now, for the picker. */
export const standingsSchema = z.object({
  agents: z.array(z.extend(agentStatusSchema, { id: idSchema })),
});
export type Standings = z.infer<typeof standingsSchema>;
export type Directory = z.infer<typeof directorySchema>;
