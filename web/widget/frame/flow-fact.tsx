import { t } from "./flow-intl.ts";

/** That a flow handed over: the one thing of its end that a customer needs to know. */
export function FlowFact() {
  return <p class="conversation-fact">{t("flow.handedOver")}</p>;
}
