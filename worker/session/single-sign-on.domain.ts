import type { ErrorCode } from "../protocol/error.ts";

/** What the company's own sign-in says of somebody. */
export type Claims = {
  /** Who they are there, for ever: an e-mail address may become another person's. */
  subject: string;
  email: string | null;
  /** Null: it does not say. */
  emailVerified: boolean | null;
  name: string | null;
};

/** Who they are here, as the tables know it. */
export type Known = {
  /** The agent who has signed in with this subject before. */
  bySubject: string | null;
  /** The agent with this e-mail address, and whether another subject of the same provider is theirs. */
  byEmail: { agentId: string; otherSubject: boolean } | null;
};

export type Admission =
  | { kind: "agent"; agentId: string }
  /** Known by their address, and from now on by their subject. */
  | { kind: "link"; agentId: string; email: string }
  /** Nobody yet: their invitation is used, or, where their domain may come in (`byDomain`), an agent is made. */
  | { kind: "newcomer"; email: string; byDomain: boolean }
  | { kind: "refused"; code: ErrorCode };

/**
 * Whom the company's sign-in lets in. The subject decides; an e-mail address counts only where the provider has verified it (or
 * where an owner said that this one is to be believed), because anybody can write any address into an account of theirs.
 */
export function admit(
  claims: Claims,
  known: Known,
  rules: { trustEmails: boolean; domains: readonly string[] },
): Admission {
  if (known.bySubject !== null) return { kind: "agent", agentId: known.bySubject };
  const { email, emailVerified } = claims;
  if (email === null || emailVerified === false || (emailVerified === null && !rules.trustEmails))
    return { kind: "refused", code: "sign_on_unverified" };
  if (known.byEmail?.otherSubject) return { kind: "refused", code: "sign_on_conflict" };
  if (known.byEmail !== null) return { kind: "link", agentId: known.byEmail.agentId, email };
  return { kind: "newcomer", email, byDomain: rules.domains.includes(email.slice(email.lastIndexOf("@") + 1)) };
}

/** Where to go after the sign-in: an address of the console itself, never another host's. */
export function safeTarget(wanted: string | undefined): string {
  return wanted !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(wanted) && wanted.length <= 1_000 ? wanted : "/";
}
