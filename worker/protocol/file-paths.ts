/** The addresses of files, beside paths.ts: nobody needs them before there is a file. */
export const filePaths = {
  attachments: (conversation: string) => `/api/attachments/${conversation}`,
  /** `at`: `attachments` of a conversation, or `storedFiles`. */
  upload: (at: string, id: string) => `${at}/${id}`,
  uploadPart: (at: string, id: string, part: number | "thumbnail") => `${at}/${id}/${part}`,
  fileGrant: (conversation: string) => `/api/attachments/${conversation}/grant`,
  /** Copies a file that the workspace keeps into the conversation; `at` as above. */
  placed: (at: string) => `${at}/stored`,
  /** Files that the workspace keeps, as those of blocks: brought as files of a conversation are. */
  storedFiles: "/api/stored-files",
  uploadSettings: "/api/workspace/attachments",
  file: (conversation: string, id: string) => `/files/${conversation}/${id}`,
  /** One that the site's flow shows before there is a conversation. */
  openingFile: (site: string, id: string, part: "file" | "thumbnail") =>
    `/files/opening/${site}/${id}${part === "file" ? "" : "/thumbnail"}`,
  thumbnail: (conversation: string, id: string) => `/files/${conversation}/${id}/thumbnail`,
  storedFile: (id: string, part: "file" | "thumbnail") => `/files/stored/${id}${part === "file" ? "" : "/thumbnail"}`,
} as const;
