import { Hono } from "hono";
import { can } from "../agent/agent.domain.ts";
import { permit, requireAgent } from "../platform/auth.ts";
import { readBody } from "../platform/body.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { type UploadSettings, uploadSettingsSchema } from "../protocol/upload.ts";
import { readUploadSettings, saveUploadSettings } from "./upload-setting.store.ts";

/** What may be sent: every agent's composer asks; owners and admins change it. */
export const uploadSettingRoutes = new Hono<App>()
  .use(requireAgent)
  .get("/", async (c) => c.json<UploadSettings>(await readUploadSettings(database(c.env))))
  .put(
    "/",
    permit((role) => can(role, "manage_workspace")),
    async (c) => {
      const { version, ...next } = await readBody(c, uploadSettingsSchema);
      if (!(await saveUploadSettings(database(c.env), next, version))) throw new FalaError("changed_meanwhile");
      return c.json<UploadSettings>({ ...next, version: version + 1 });
    },
  );
