import * as z from "zod/mini";
import { idSchema } from "./ids.ts";
import { nameSchema } from "./text.ts";

/**
 * How a team's waiting conversations find an agent. `manual`: agents take them. `round_robin`: whoever was given
 * something longest ago. `balanced`: whoever has the fewest; of equals, who was given something longest ago.
 */
export const assignmentMethodSchema = z.enum(["manual", "round_robin", "balanced"]);
export type AssignmentMethod = z.infer<typeof assignmentMethodSchema>;

/** Without an answer for so long, a conversation leaves the agent who has just got it. */
export const firstReplySecondsSchema = z.int().check(z.gte(15), z.lte(3_600));

export const teamSchema = z.object({ id: idSchema, name: nameSchema });
export type Team = z.infer<typeof teamSchema>;
