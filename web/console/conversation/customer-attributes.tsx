import type { Attributes } from "#protocol/customer";
import { For } from "solid-js";
import { RichText } from "../../ui/rich-text.tsx";
import { intl, t } from "../console-intl.ts";
import { CopyButton } from "./copy-button.tsx";

/** What the site tells about the customer, as it tells it. */
export function CustomerAttributes(props: { attributes: Attributes }) {
  return (
    <dl class="customer-facts">
      <For each={Object.entries(props.attributes)}>
        {([key, value]) => (
          <div>
            <dt dir="auto">{key}</dt>
            <dd>
              <RichText text={attributeText(value)} />
              <CopyButton text={String(value)} label={t("liveChat.panel.copyValue", { name: key })} />
            </dd>
          </div>
        )}
      </For>
    </dl>
  );
}

function attributeText(value: string | number | boolean): string {
  if (typeof value === "boolean") return t(value ? "liveChat.panel.attribute.yes" : "liveChat.panel.attribute.no");
  return typeof value === "number" ? intl.number(value, { useGrouping: false, maximumFractionDigits: 20 }) : value;
}
