import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { root } from "../../.tools/run.ts";
import { dialogues as demoDialogues } from "../../worker/demo/dialogue.domain.ts";

/** Who says it, and what. */
export type Turn = { by: "customer" | "agent"; note: boolean; text: string };

const realDialogues = z.array(z.object({ turns: z.array(z.tuple([z.enum(["customer", "agent"]), z.string()])) }));

/** Every so many turns of an agent the team says something among themselves, where the dialogues have no notes. */
const noteEvery = 5;

/** Real service dialogues where this machine has them (../shared/data, never part of the project), else the demo's. */
export function readDialogues(): Turn[][] {
  const path = ["..", "../.."].map((up) => join(root, up, "shared/data/dialogues.json")).find(existsSync);
  if (path === undefined) return demoDialogues.map(({ lines }) => lines.flatMap(ofDemo));
  return realDialogues.parse(JSON.parse(readFileSync(path, "utf8"))).map(({ turns }) =>
    turns.flatMap(([by, text], index) => {
      const said = { by, note: false, text };
      return by === "agent" && index % noteEvery === 0
        ? [{ by, note: true, text: `Between us: ${text}` }, said]
        : [said];
    }),
  );
}

function ofDemo([kind, text]: (typeof demoDialogues)[number]["lines"][number]): Turn[] {
  if (kind === "v" || kind === "s") return [];
  return [{ by: kind === "a" || kind === "n" ? "agent" : "customer", note: kind === "n", text }];
}

/** What tells words apart wherever they turn up. */
export const marked = (mark: string, text: string): string => `«${mark}» ${text}`;

/** The marks in a text, in order. */
export const marksIn = (text: string): string[] => [...text.matchAll(/«([^»]+)»/g)].map(([, mark = ""]) => mark);
