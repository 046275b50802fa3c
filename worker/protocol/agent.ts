import * as z from "zod/mini";
import { idSchema } from "./ids.ts";

export const roleSchema = z.enum(["owner", "admin", "supervisor", "agent"]);
export type Role = z.infer<typeof roleSchema>;

/**
 * What an agent says of themselves; a lost socket does not change it (the Agent object adds the grace of two minutes).
 * `busy` keeps what they have and gets nothing new by itself; `away` gets nothing, and nobody waits for them.
 */
export const availabilitySchema = z.enum(["available", "busy", "away"]);
export type Availability = z.infer<typeof availabilitySchema>;

/** How many conversations an agent is given by themselves at most; over all of their teams. Who takes more by hand, may. */
export const agentLimitSchema = z.int().check(z.gte(1, "limit_invalid"), z.lte(100, "limit_invalid"));

/** How an agent stands now. */
export const agentStatusSchema = z.object({
  /** Away also without a socket for two minutes, whatever they say. */
  availability: availabilitySchema,
  /** Open conversations of theirs that are not idle, in all of their teams. */
  load: z.int(),
  limit: z.int(),
});
export type AgentStatus = z.infer<typeof agentStatusSchema>;

/** An agent as colleagues know them. `name` is what customers see too. */
export const agentSchema = z.object({
  id: idSchema,
  name: z.string(),
  picture: z.nullable(z.string()),
  role: roleSchema,
});
export type Agent = z.infer<typeof agentSchema>;

/** An agent as they are named in entries and to customers: nothing that only the team may know. */
export const agentNameSchema = z.object({ id: idSchema, name: z.string() });
export type AgentName = z.infer<typeof agentNameSchema>;
