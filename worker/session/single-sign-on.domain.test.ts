import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { admit, type Claims, type Known, safeTarget } from "./single-sign-on.domain.ts";

const claims = fc.record<Claims>({
  subject: fc.constantFrom("s1", "s2"),
  email: fc.constantFrom(null, "ana@acme.test", "ana@other.test", "ana@notacme.test"),
  emailVerified: fc.constantFrom(null, true, false),
  name: fc.constant(null),
});
const known = fc.record<Known>({
  bySubject: fc.constantFrom(null, "agent-1"),
  byEmail: fc.constantFrom(
    null,
    { agentId: "agent-2", otherSubject: false },
    { agentId: "agent-2", otherSubject: true },
  ),
});
const rules = fc.record({ trustEmails: fc.boolean(), domains: fc.constantFrom([], ["acme.test"]) });

describe("[AG30] whom the company's sign-in lets in", () => {
  test("who has come before is known by their subject, whatever their address says now", () => {
    fc.assert(
      fc.property(claims, known, rules, (said, knows, rule) => {
        fc.pre(knows.bySubject !== null);
        expect(admit(said, knows, rule)).toEqual({ kind: "agent", agentId: "agent-1" });
      }),
    );
  });

  test("an address that nobody has verified opens nothing", () => {
    fc.assert(
      fc.property(claims, known, rules, (said, knows, rule) => {
        fc.pre(knows.bySubject === null);
        const believed = said.email !== null && (said.emailVerified ?? rule.trustEmails);
        if (!believed) expect(admit(said, knows, rule)).toEqual({ kind: "refused", code: "sign_on_unverified" });
      }),
    );
  });

  test("an address whose agent comes in with another account is not taken over", () => {
    fc.assert(
      fc.property(claims, known, rules, (said, knows, rule) => {
        fc.pre(knows.bySubject === null && knows.byEmail?.otherSubject === true);
        expect(admit(said, knows, rule).kind).toBe("refused");
      }),
    );
  });

  test("only the very domain lets newcomers in by themselves", () => {
    const said = { subject: "s1", emailVerified: true, name: null };
    const nobody = { bySubject: null, byEmail: null };
    const byDomain = (email: string) =>
      admit({ ...said, email }, nobody, { trustEmails: false, domains: ["acme.test"] });
    expect(byDomain("ana@acme.test")).toMatchObject({ kind: "newcomer", byDomain: true });
    for (const email of ["ana@notacme.test", "ana@sub.acme.test", "ana@acme.test.evil.test", "acme.test@evil.test"]) {
      expect(byDomain(email)).toMatchObject({ kind: "newcomer", byDomain: false });
    }
  });
});

test("after the sign-in one stays in the console", () => {
  expect(safeTarget("/live-chat/mine?x=1")).toBe("/live-chat/mine?x=1");
  for (const wrong of [
    undefined,
    "",
    "https://evil.test",
    "//evil.test",
    "/\\evil.test",
    "\\/evil.test",
    "/a b",
    "javascript:1",
  ]) {
    expect(safeTarget(wrong)).toBe("/");
  }
});
