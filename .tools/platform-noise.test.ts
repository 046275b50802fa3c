import { expect, test } from "vitest";
import { withoutNoise } from "./platform-noise.ts";

const warning = (first: string, more = "") =>
  `\u001B[33m▲ \u001B[43;33m[\u001B[43;30mWARNING\u001B[43;33m]\u001B[0m \u001B[1m${first}\u001B[0m\n\n${more}\n`;
const cron = warning(
  "Scheduled Workers are not automatically triggered during local development.",
  '  To manually trigger a scheduled event, run:\n    curl "http://127.0.0.1:8787/cdn-cgi/local/scheduled"\n\n',
);
const alarm = warning(
  "NOSENTRY SQLite alarm overdue, running despite AlarmManager mismatch; scheduledTime = 1795671388.522s",
);

test("what comes at every start and asks for nothing is left out, and nothing else", () => {
  const failed = '{"level":"error","happening":"request_failed"}\n';
  const other = warning("The Worker's compatibility date is in the future.");
  expect(withoutNoise(failed + cron + other + alarm + failed)).toBe(failed + other + failed);
  expect([withoutNoise(cron), withoutNoise(alarm.trimEnd()), withoutNoise(other)]).toEqual(["", "", other]);
});
