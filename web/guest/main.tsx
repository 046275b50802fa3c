import { render } from "solid-js/web";
import { parseAs } from "#protocol/codec";
import { type GuestConfig, guestConfigSchema } from "#protocol/guest";
import { startCallWords } from "../call/call-words.ts";
import { guestIntl, t } from "./guest-intl.ts";
import { GuestScreen } from "./guest-screen.tsx";
import "../ui/tokens.css";
import "../ui/base.css";

function readConfig(): GuestConfig {
  const parsed = parseAs(guestConfigSchema, document.getElementById("fala-config")?.textContent ?? "");
  return parsed.ok ? parsed.value : { name: "", logo: null };
}

async function run(root: HTMLElement): Promise<void> {
  await Promise.all([guestIntl.start(), startCallWords()]);
  const config = readConfig();
  document.title = config.name === "" ? t("guest.titlePlain") : t("guest.title", { company: config.name });
  const token = location.hash.slice(1);
  render(() => <GuestScreen config={config} token={token} />, root);
  // Another link in the same tab is another call.
  addEventListener("hashchange", () => location.reload());
}

const root = document.getElementById("root");
if (root !== null) run(root).catch((error: unknown) => console.error(error));
