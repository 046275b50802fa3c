import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { imageSize } from "../attachment/image-size.domain.ts";
import type { Database } from "../platform/database.ts";
import { FalaError } from "../platform/http-error.ts";
import { limits } from "../protocol/limits.ts";
import { paths } from "../protocol/paths.ts";
import { imageEnding, imageTypes } from "../workspace/image.domain.ts";
import { agent } from "./agent.table.ts";

type Files = { FILES: R2Bucket };

const prefixOf = (agentId: string) => `picture/${agentId}/`;

/**
 * Keeps a picture and answers with its address. Refuses with `image_invalid` what is no small square image by its own bytes,
 * whatever was said of it. Every picture has an address of its own that nobody can guess, so caches may keep it for ever.
 */
export async function keepPicture(env: Files, agentId: string, bytes: Uint8Array, now = Date.now()): Promise<string> {
  const ending = imageEnding(bytes);
  const size = ending === null ? null : imageSize(imageTypes[ending], bytes);
  // A few kilobytes may unpack into gigabytes: the header is asked before any browser decodes it.
  const small = size !== null && size.width === size.height && size.width <= limits.pictureSide;
  if (ending === null || !small) throw new FalaError("image_invalid");
  const version = `${now.toString(36)}-${randomBytes(16).toString("hex")}`;
  await env.FILES.put(`${prefixOf(agentId)}${version}`, bytes, {
    httpMetadata: { contentType: imageTypes[ending] },
  });
  return paths.picture(agentId, version);
}

/** Null where there is no such picture. */
export async function readPicture(env: Files, agentId: string, version: string): Promise<R2ObjectBody | null> {
  return await env.FILES.get(`${prefixOf(agentId)}${version}`);
}

/**
 * Deletes pictures that nobody shows any more. The newest two stay: a console that is open may still name the one
 * before. `all`: the agent took theirs away.
 */
export async function sweepPictures(env: Files, agentId: string, all: boolean): Promise<void> {
  const { objects } = await env.FILES.list({ prefix: prefixOf(agentId) });
  const keys = objects.map(({ key }) => key).toSorted();
  const old = all ? keys : keys.slice(0, -2);
  if (old.length > 0) await env.FILES.delete(old);
}

export async function savePicture(db: Database, agentId: string, picture: string | null): Promise<void> {
  await db.update(agent).set({ picture, updatedAt: new Date() }).where(eq(agent.id, agentId));
}

/** The address of an agent's picture now; null: they have none, or there is no such agent. */
export async function findPicture(db: Database, agentId: string): Promise<string | null> {
  const [found] = await db.select({ picture: agent.picture }).from(agent).where(eq(agent.id, agentId)).limit(1);
  return found?.picture ?? null;
}
