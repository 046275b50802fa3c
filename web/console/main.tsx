import "../ui/theme-boot.ts";
import "../ui/tokens.css";
import "../ui/base.css";
import { render } from "solid-js/web";
import { prepareAnnouncer } from "../ui/announcer.ts";
import { followTheme } from "../ui/theme.ts";
import { ConsoleApp } from "./console.tsx";
import { intl } from "./console-intl.ts";
import { createSessionStore } from "../store/session-store.ts";

const root = document.getElementById("root");
const session = createSessionStore({});
// Asked while the texts load: one wait instead of two.
void session.load();
prepareAnnouncer();
followTheme();
await intl.start();
if (root) render(() => <ConsoleApp session={session} />, root);
