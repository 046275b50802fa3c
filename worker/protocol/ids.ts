import * as z from "zod/mini";

/**
 * Ids are made by whoever creates the thing, customers' browsers included, so they are never a proof of anything.
 * 10 to 64 characters that are safe in a path, a tag and a file name.
 */
export const idSchema = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{9,63}$/, "an id"));

/** A place in a conversation's log, counted from 1. 0 stands for "before the first". */
export const seqSchema = z.int().check(z.nonnegative());

/** Milliseconds since 1970, set by the server. */
export const timeSchema = z.int().check(z.nonnegative());

/** A site's public key, as it stands in the script tag. */
export const siteKeySchema = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{2,39}$/, "a site key"));
