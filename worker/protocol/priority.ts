import * as z from "zod/mini";

/** How urgent a conversation is, as a flow found out. It stands by itself, since every list reads it and few read flows. */
export const prioritySchema = z.enum(["low", "normal", "high", "urgent"]);
