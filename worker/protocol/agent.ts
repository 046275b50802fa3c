import * as z from "zod/mini";
import { idSchema } from "./ids.ts";

export const roleSchema = z.enum(["owner", "admin", "supervisor", "agent"]);
export type Role = z.infer<typeof roleSchema>;

/** What an agent says of themselves; a lost socket does not change it (the Inbox object adds the grace of two minutes). */
export const availabilitySchema = z.enum(["available", "away"]);
export type Availability = z.infer<typeof availabilitySchema>;

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
