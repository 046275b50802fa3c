import * as z from "zod/mini";
import { seqSchema } from "./ids.ts";

/** How far the other side's messages were delivered and read, in the count of whoever is told. */
export const cursorSchema = z.object({ delivered: seqSchema, read: seqSchema });
export type Cursor = z.infer<typeof cursorSchema>;

export const receiptsSchema = z.object({ customer: cursorSchema, team: cursorSchema });
export type Receipts = z.infer<typeof receiptsSchema>;
