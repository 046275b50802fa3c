import type { Customer } from "#protocol/customer";
import { t } from "../console-intl.ts";

/** What a customer is called in the console: the name, else the e-mail, else something short that stays the same. */
export function customerName(customer: Customer): string {
  return customer.name ?? customer.email ?? t("liveChat.anonymous", { code: customer.id.slice(-4).toUpperCase() });
}

/** The first word of a name, for places where there is no room. An e-mail stays whole. */
export function shortName(name: string): string {
  return name.includes("@") ? name : (name.split(/\s+/)[0] ?? name);
}
