import * as z from "zod/mini";
import { idSchema } from "./ids.ts";
import { nameSchema } from "./text.ts";

export const teamSchema = z.object({ id: idSchema, name: nameSchema });
export type Team = z.infer<typeof teamSchema>;
