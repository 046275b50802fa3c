import type { BackupRow } from "../protocol/backup.ts";

/** How a table goes into a backup. */
export type CopiedTable = {
  name: string;
  /** Rows of one step, so that it stays within some megabytes. */
  page?: number;
  /** Stands in the place of what is secret, or of the moment. */
  instead?: BackupRow;
  /** What is not given out; a restore makes each anew. */
  anew?: readonly string[];
  clean?: (row: BackupRow) => BackupRow;
  /** With them the deployment is the company's: they come after everything else, all at once. */
  last?: true;
};

export const usualPage = 500;
const documents = 25;

/**
 * THE TABLES OF A BACKUP, in the order in which their rows can point to each other. No secret leaves in one: no password, session, link,
 * second factor, identity key, or key of another service. A test holds that every table is here or among those that stay.
 */
export const copiedTables: readonly CopiedTable[] = [
  { name: "team" },
  { name: "deleted_team" },
  { name: "agent", instead: { two_factor_enabled: 0, last_seen_at: null } },
  { name: "team_agent" },
  { name: "hours" },
  { name: "routing" },
  { name: "routing_rule" },
  { name: "upload_setting" },
  { name: "stored_file" },
  { name: "stored_file_use" },
  { name: "text_block", page: documents },
  { name: "text_block_use" },
  { name: "article_shelf" },
  { name: "article_category" },
  { name: "article_category_text" },
  { name: "article" },
  // The search of the other deployment has to be told of each text.
  { name: "article_text", page: documents, instead: { searched_version: null } },
  { name: "article_revision", page: documents },
  { name: "article_image" },
  { name: "article_slug" },
  { name: "article_vote" },
  { name: "flow", page: documents },
  { name: "flow_version", page: documents },
  { name: "flow_run" },
  { name: "flow_hosts", clean: withoutKeys },
  { name: "customer" },
  { name: "customer_erasure" },
  { name: "conversation" },
  {
    ...{ name: "site", last: true, anew: ["identity_secret"] },
    instead: { turnstile: null, previous_secret: null, previous_secret_until: null },
  },
  { name: "workspace", last: true },
];

/** What stays where it is, and why. */
export const tablesThatStay: Readonly<Record<string, string>> = {
  account: "passwords",
  two_factor: "secrets",
  session: "secrets",
  verification: "of the moment",
  used_code: "of the moment",
  sign_in_attempt: "of the moment",
  outdated_session: "of the moment",
  invitation: "links that are secrets",
  sign_in_setting: "the other address needs its own",
  conversation_start: "of the moment",
  site_sighting: "of the moment",
};

export function findCopied(name: string): CopiedTable | null {
  return copiedTables.find((table) => table.name === name) ?? null;
}

/** A row as it is given out. */
export function outgoing({ instead = {}, anew = [], clean = (row) => row }: CopiedTable, row: BackupRow): BackupRow {
  const kept = Object.entries({ ...row, ...instead }).filter(([column]) => !anew.includes(column));
  return clean(Object.fromEntries(kept));
}

/** A row as it is taken in, whatever somebody wrote into the file meanwhile. `secret` makes a new one. */
export function incoming(table: CopiedTable, row: BackupRow, secret: () => string): BackupRow {
  return { ...outgoing(table, row), ...Object.fromEntries((table.anew ?? []).map((column) => [column, secret()])) };
}

/** Hosts that flows may ask: the values of their headers are enciphered for one deployment. */
function withoutKeys(row: BackupRow): BackupRow {
  const hosts: unknown = JSON.parse(String(row["hosts"] ?? "[]"));
  if (!Array.isArray(hosts)) return { ...row, hosts: "[]" };
  return { ...row, hosts: JSON.stringify(hosts.map((host: object) => ({ ...host, sealed: null }))) };
}
