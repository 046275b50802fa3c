import { presentationOf } from "#domain/attachment/attachment";
import type { Attachment, UploadLimits } from "#protocol/attachment";
import { fileLimits } from "#protocol/file-limits";
import { filePaths } from "#protocol/file-paths";
import { blockLimits } from "#protocol/text-block";
import type { FileAccess } from "../../attachment/file-context.tsx";
import { createUploadStore, type UploadStore } from "../../store/upload-store.ts";
import { uploadLimits } from "../conversation/conversation-uploads.ts";

/** How a file of a block is reached: by any agent who may read the block. */
export const storedFileAccess: FileAccess = { address: filePaths.storedFile, renew: () => {} };

/** The address of a stored file's small picture; null where it has none. */
export function storedPicture(file: Attachment): string | null {
  if (file.thumbnail === true) return filePaths.storedFile(file.id, "thumbnail");
  return presentationOf(file) === "image" ? filePaths.storedFile(file.id, "file") : null;
}

/** What may be kept with one message of a block. */
export function storedLimits(): UploadLimits {
  const { bytes, ...most } = uploadLimits();
  return { ...most, bytes: Math.min(bytes, fileLimits.storedBytes), count: blockLimits.attachments };
}

/** Files on their way into the workspace: each is released to whoever made this once it is there. */
export function createStoredUploads(): UploadStore<never> {
  return createUploadStore<never>({
    at: () => filePaths.storedFiles,
    limits: storedLimits,
    prepare: async (file, most) => {
      const loaded = await import("../../attachment/prepare-file.ts").catch(() => null);
      return loaded === null ? { ok: false, code: "unavailable" } : await loaded.prepareFile(file, most);
    },
    token: () => Promise.resolve(null),
    deliver: () => {},
  });
}
