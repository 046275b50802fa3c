import { consolePart } from "../console-screen.ts";

/** Brings the reader of CSV files with it: loads when a file is to be imported. */
export const BlockImport = consolePart(() => import("./block-import.tsx").then((file) => file.BlockImport));
