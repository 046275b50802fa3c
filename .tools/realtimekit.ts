import { RealtimeKit } from "../worker/call/realtimekit.store.ts";
import { callPaths } from "../worker/protocol/call-message.ts";

/**
 * `npm run realtimekit -- https://chat.example.com`: makes the presets of Fala's calls in the RealtimeKit app, and has its meetings tell
 * the deployment at that address who left. The account, the app and the token come from the environment, under the names that
 * they have as secrets. Repeating it changes nothing.
 */
const [address = ""] = process.argv.slice(2);
const { REALTIMEKIT_ACCOUNT_ID, REALTIMEKIT_APP_ID, REALTIMEKIT_API_TOKEN, REALTIMEKIT_API } = process.env;
const names = ["REALTIMEKIT_ACCOUNT_ID", "REALTIMEKIT_APP_ID", "REALTIMEKIT_API_TOKEN"];
const missing = names.filter((name) => !process.env[name]);
const origin = URL.canParse(address) ? new URL(address) : null;

if (origin?.protocol !== "https:" || missing.length > 0) {
  console.error(
    [
      ...(origin?.protocol === "https:"
        ? []
        : ["Say at which address Fala is deployed: npm run realtimekit -- https://chat.example.com"]),
      ...(missing.length > 0 ? [`Set ${missing.join(", ")}: docs/operations.md says where they are found.`] : []),
    ].join("\n"),
  );
  process.exitCode = 1;
} else {
  const kit = new RealtimeKit({
    ...(REALTIMEKIT_ACCOUNT_ID ? { REALTIMEKIT_ACCOUNT_ID } : {}),
    ...(REALTIMEKIT_APP_ID ? { REALTIMEKIT_APP_ID } : {}),
    ...(REALTIMEKIT_API_TOKEN ? { REALTIMEKIT_API_TOKEN } : {}),
    ...(REALTIMEKIT_API ? { REALTIMEKIT_API } : {}),
  });
  try {
    await kit.setPresets();
    console.log("The presets are set.");
    await kit.setWebhook(origin.origin + callPaths.webhook);
    console.log(`Meetings tell ${origin.origin}${callPaths.webhook} who left.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
