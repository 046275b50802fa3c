import { filePaths } from "#protocol/file-paths";
import { type FileGrant, fileGrantSchema } from "#protocol/upload";
import type { Environment } from "./environment.ts";

/** A grant is replaced this long before it ends, so that what begins to load with it can go on for a while. */
const marginMs = 2 * 60_000;

/** What a customer's addresses of files carry, for one conversation: asked for when it is needed, once for all files. */
export function makeFileGrant(options: {
  conversation: string;
  token: () => Promise<string | null>;
  environment: Pick<Environment, "request" | "clock">;
}): { current: () => string | null; ask: () => Promise<string | null> } {
  const { conversation, token, environment } = options;
  let kept: FileGrant | null = null;
  let asking: Promise<string | null> | null = null;

  const current = () => (kept !== null && kept.expiresAt > environment.clock.now() + marginMs ? kept.grant : null);

  async function renew(): Promise<string | null> {
    const now = await token();
    if (now === null) return null;
    const answer = await environment.request({
      method: "POST",
      path: filePaths.fileGrant(conversation),
      schema: fileGrantSchema,
      token: now,
    });
    if (answer.ok) kept = answer.value;
    return answer.ok ? answer.value.grant : null;
  }

  return {
    current,
    ask() {
      const known = current();
      if (known !== null) return Promise.resolve(known);
      asking ??= renew().finally(() => {
        asking = null;
      });
      return asking;
    },
  };
}
