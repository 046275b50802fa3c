import { and, eq, sql } from "drizzle-orm";
import type { Database } from "../platform/database.ts";
import type { UploadLimits } from "../protocol/attachment.ts";
import type { UploadSettings } from "../protocol/upload.ts";
import { defaultUploadLimits } from "./attachment.domain.ts";
import { uploadSetting } from "./upload-setting.table.ts";

const one = "workspace";

/** What may be sent in this workspace; what it came with, while nobody has changed it (version 0). */
export async function readUploadSettings(db: Database): Promise<UploadSettings> {
  const { bytes, count, kinds, keepLocation, version } = uploadSetting;
  const [found] = await db.select({ bytes, count, kinds, keepLocation, version }).from(uploadSetting).limit(1);
  return found ?? { ...defaultUploadLimits, version: 0 };
}

/** Saves them whole, if they are still as whoever changed them saw them. False: they changed meanwhile. */
export async function saveUploadSettings(db: Database, next: UploadLimits, version: number): Promise<boolean> {
  const values = { ...next, version: version + 1 };
  const saved =
    version === 0
      ? await db
          .insert(uploadSetting)
          .values({ id: one, ...values })
          .onConflictDoNothing()
          .returning({ id: uploadSetting.id })
      : await db
          .update(uploadSetting)
          .set({ ...values, version: sql`${uploadSetting.version} + 1` })
          .where(and(eq(uploadSetting.id, one), eq(uploadSetting.version, version)))
          .returning({ id: uploadSetting.id });
  return saved.length > 0;
}
