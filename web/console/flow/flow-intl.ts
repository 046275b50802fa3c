import type { ErrorCode } from "#protocol/error";
import { intlPart } from "../../intl/intl-part.ts";
import { intl } from "../console-intl.ts";

const part = intlPart(intl, {
  en: () => import("../../intl/flows.en.ts"),
  "pt-BR": () => import("../../intl/flows.pt-br.ts"),
});

/** The texts of flows and of the console. Everything under flow/ reads this one. */
export const { t } = part;

/** Whatever of flow/ is drawn waits for it. */
export const loadFlowTexts = part.load;

const worded = [
  ...(["unavailable", "forbidden", "changed_meanwhile", "flow_has_problems", "flow_too_large"] as const),
  ...(["flow_unknown", "attachment_unknown", "not_found", "too_large", "invalid_request"] as const),
];

/** Why something about a flow did not happen, as the end of a sentence. */
export function whyText(code: ErrorCode): string {
  return t(`flows.why.${worded.find((each) => each === code) ?? "internal"}`);
}
