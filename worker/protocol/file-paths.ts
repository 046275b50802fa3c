/** The addresses of files, beside paths.ts: nobody needs them before there is a file. */
export const filePaths = {
  attachments: (conversation: string) => `/api/attachments/${conversation}`,
  upload: (conversation: string, id: string) => `/api/attachments/${conversation}/${id}`,
  uploadPart: (conversation: string, id: string, part: number | "thumbnail") =>
    `/api/attachments/${conversation}/${id}/${part}`,
  fileGrant: (conversation: string) => `/api/attachments/${conversation}/grant`,
  uploadSettings: "/api/workspace/attachments",
  file: (conversation: string, id: string) => `/files/${conversation}/${id}`,
  thumbnail: (conversation: string, id: string) => `/files/${conversation}/${id}/thumbnail`,
} as const;
