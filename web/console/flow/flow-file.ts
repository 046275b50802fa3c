import type * as z from "zod/mini";
import { type FlowFile, flowFileSchema } from "#protocol/flow-library";
import { fileNameOf, saveFile } from "../save-file.ts";
import type { FlowContent } from "./flow-draft.ts";
import { t } from "./flow-intl.ts";

/** Hands a flow out as a file: what `flowFileSchema` says, and the server's `/api/flows/schema` describes. */
export function downloadFlow({ name, description, draft }: FlowContent): void {
  const file: FlowFile = { format: "fala.flow", formatVersion: 1, name, description, definition: draft };
  const text = `${JSON.stringify(file, null, 2)}\n`;
  saveFile(`${fileNameOf(name) || "flow"}.flow.json`, new Blob([text], { type: "application/json;charset=utf-8" }));
}

/** What keeps a file from being a flow: where in it, and why, in words. */
export type FileProblem = { path: string; why: string };

/** As many as somebody reads before they mend the first. */
const shownProblems = 8;

/** A flow out of a file, or everything that is wrong with it. */
export function readFlowFile(text: string): { ok: true; file: FlowFile } | { ok: false; problems: FileProblem[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    return { ok: false, problems: [{ path: "", why: t("flows.file.noJson", { why }) }] };
  }
  const parsed = flowFileSchema.safeParse(json);
  if (parsed.success) return { ok: true, file: parsed.data };
  const problems = parsed.error.issues.flatMap((issue) => leaves(issue, []));
  return { ok: false, problems: problems.slice(0, shownProblems) };
}

type Issue = z.core.$ZodIssue;

/** Of several forms that a part might have had, the one that it came nearest to is told of. */
function leaves(issue: Issue, above: readonly string[]): FileProblem[] {
  const path = [...above, ...issue.path.map(String)];
  if (issue.code === "invalid_union") {
    const nearest = issue.errors.toSorted((a, b) => a.length - b.length)[0];
    if (nearest && nearest.length > 0) return nearest.flatMap((inner) => leaves(inner, path));
  }
  return [{ path: path.join("."), why: whyOf(issue) }];
}

function whyOf(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return t("flows.file.type", { expected: issue.expected });
    case "invalid_value":
      return t("flows.file.value", { values: issue.values.map(String).join(", ") });
    case "invalid_union":
      return t("flows.file.unknownKind");
    case "too_big":
      return t("flows.file.tooBig", { most: String(issue.maximum) });
    case "too_small":
      return t("flows.file.tooSmall", { least: String(issue.minimum) });
    case "invalid_format":
    case "custom":
      return issue.message === "" ? t("flows.file.wrong") : t("flows.file.shouldBe", { what: issue.message });
    default:
      return t("flows.file.wrong");
  }
}
