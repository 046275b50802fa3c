/**
 * Warnings of the local platform that come at every start and ask nobody for anything: that cron triggers do not fire by themselves here
 * (wrangler.toml says how they are fired by hand), and that an alarm was due while nothing ran, which workerd then runs at once.
 */
const noise =
  /^[^\n]*WARNING[^\n]*(?:Scheduled Workers are not automatically triggered|NOSENTRY SQLite alarm overdue)[\s\S]*?(?:\n\n\n|(?![\s\S]))/gm;

/** What wrangler and the Worker report, without that. Wrangler writes each warning in one piece. */
export const withoutNoise = (report: string): string => report.replaceAll(noise, "");
