import type { FlowStep } from "../protocol/flow.ts";
import type { Collected, FlowFault } from "../protocol/flow-run.ts";
import type { FlowFacts } from "./flow-facts.domain.ts";
import { fillEscaped } from "./flow-text.domain.ts";

export type CallStep = Extract<FlowStep, { kind: "call" }>;

/** What is asked of an endpoint. `url` is filled in, `body` JSON or null. */
export type FlowRequest = { method: "GET" | "POST"; url: string; body: string | null; seconds: number };

/** What came of it: the answer as JSON, or why there is none. */
export type FlowResponse = { ok: true; json: unknown } | { ok: false; fault: FlowFault };

/** The request of a step, with the values of now. Values are escaped where they stand, so that none of them can say more than itself. */
export function requestOf(step: CallStep, facts: FlowFacts): FlowRequest {
  const body = step.method === "GET" || step.body.trim() === "" ? null : fillEscaped(step.body, facts, inJson);
  return { method: step.method, url: fillEscaped(step.url, facts, encodeURIComponent), body, seconds: step.seconds };
}

/** What the step takes from an answer; null where something that it takes is not there. */
export function takenFrom(step: CallStep, json: unknown, at: number): Collected[] | null {
  const taken: Collected[] = [];
  for (const { path, key, label } of step.take) {
    const value = valueAt(json, path);
    if (value === null) return null;
    taken.push({ key, label: label || key, value, shown: String(value), at });
  }
  return taken;
}

function inJson(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

/** A text, number or truth value at a path like `order.items.0.name`. Texts are cut: an answer is no place for a page. */
function valueAt(json: unknown, path: string): Collected["value"] | null {
  let at: unknown = json;
  for (const part of path === "" ? [] : path.split(".")) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, part)) return null;
    at = Object.entries(at).find(([name]) => name === part)?.[1];
  }
  if (typeof at === "string") return at.slice(0, 1_000);
  return typeof at === "number" || typeof at === "boolean" ? at : null;
}
