import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { agent } from "../agent/agent.table.ts";

const agentId = () =>
  text("agent_id")
    .notNull()
    .references(() => agent.id, { onDelete: "cascade" });

const times = {
  createdAt: integer("created_at", { mode: "timestamp_ms" }).notNull(),
  updatedAt: integer("updated_at", { mode: "timestamp_ms" }).notNull(),
};

/** An agent who is signed in on one browser. better-auth's model; `agentId` is what it calls `userId`. */
export const session = sqliteTable(
  "session",
  {
    id: text("id").primaryKey(),
    token: text("token").notNull().unique(),
    agentId: agentId(),
    expiresAt: integer("expires_at", { mode: "timestamp_ms" }).notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    ...times,
  },
  (table) => [index("session_by_agent").on(table.agentId)],
);

/** How an agent proves who they are: here a password (`providerId` "credential"), one day a company's own sign-in. */
export const account = sqliteTable(
  "account",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    agentId: agentId(),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: integer("access_token_expires_at", { mode: "timestamp_ms" }),
    refreshTokenExpiresAt: integer("refresh_token_expires_at", { mode: "timestamp_ms" }),
    scope: text("scope"),
    /** `salt:key`, scrypt N=16384 r=16 p=1. */
    password: text("password"),
    ...times,
  },
  (table) => [index("account_by_agent").on(table.agentId)],
);

/** better-auth's short-lived values: here the challenge between the password and the second factor. */
export const verification = sqliteTable(
  "verification",
  {
    id: text("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: integer("expires_at", { mode: "timestamp_ms" }).notNull(),
    ...times,
  },
  (table) => [
    index("verification_by_identifier").on(table.identifier),
    index("verification_by_expiry").on(table.expiresAt),
  ],
);

/** The second factor of an agent. The secret and the backup codes are encrypted with a key made of FALA_SECRET. */
export const twoFactor = sqliteTable(
  "two_factor",
  {
    id: text("id").primaryKey(),
    agentId: agentId(),
    secret: text("secret").notNull(),
    backupCodes: text("backup_codes").notNull(),
    verified: integer("verified", { mode: "boolean" }).default(true),
    // better-auth's own counter; ours is sign_in_attempt, which counts before it checks.
    failedVerificationCount: integer("failed_verification_count").default(0),
    lockedUntil: integer("locked_until", { mode: "timestamp_ms" }),
  },
  (table) => [index("two_factor_by_agent").on(table.agentId)],
);

/** Failed attempts per subject: an account, an address, an agent's second factor. No e-mail and no address stands here. */
export const signInAttempt = sqliteTable(
  "sign_in_attempt",
  {
    /** SHA-256 of what is counted. */
    subject: text("subject").primaryKey(),
    count: integer("count").notNull(),
    windowStartedAt: integer("window_started_at").notNull(),
    lockedUntil: integer("locked_until"),
  },
  (table) => [index("sign_in_attempt_by_window").on(table.windowStartedAt)],
);

/** A TOTP code opens one session, although it stays valid for a minute and a half. */
export const usedCode = sqliteTable(
  "used_code",
  {
    agentId: agentId(),
    code: text("code").notNull(),
    usedAt: integer("used_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.agentId, table.code] }), index("used_code_by_time").on(table.usedAt)],
);

/**
 * Sessions whose copy in the browser's cookie may no longer be believed: they ended, or their agent's name or role
 * changed. A row is needed for as long as such a copy lives; see docs/decisions/0011.
 */
export const outdatedSession = sqliteTable(
  "outdated_session",
  {
    sessionId: text("session_id").primaryKey(),
    changedAt: integer("changed_at").notNull(),
  },
  (table) => [index("outdated_session_by_time").on(table.changedAt)],
);
