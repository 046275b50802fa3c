/** The addresses of files, beside paths.ts: nobody needs them before there is a file. */
export const filePaths = {
  attachments: (conversation: string) => `/api/attachments/${conversation}`,
  upload: (conversation: string, id: string) => `/api/attachments/${conversation}/${id}`,
  uploadPart: (conversation: string, id: string, part: number | "thumbnail") =>
    `/api/attachments/${conversation}/${id}/${part}`,
  fileGrant: (conversation: string) => `/api/attachments/${conversation}/grant`,
  /** Copies a file that the workspace keeps into the conversation. */
  placeStored: (conversation: string) => `/api/attachments/${conversation}/stored`,
  /** Files that the workspace keeps, as those of blocks: brought as files of a conversation are. */
  storedFiles: "/api/stored-files",
  uploadSettings: "/api/workspace/attachments",
  file: (conversation: string, id: string) => `/files/${conversation}/${id}`,
  thumbnail: (conversation: string, id: string) => `/files/${conversation}/${id}/thumbnail`,
  storedFile: (id: string, part: "file" | "thumbnail") => `/files/stored/${id}${part === "file" ? "" : "/thumbnail"}`,
} as const;
