import { describe, expect, test } from "vitest";
import { invitationMail } from "./invitation-mail.domain.ts";

const of = { workspace: "Beans & <b>Co</b>", by: "Ana", link: "https://fala.test/join#abc", days: 7, language: "en" };

describe("the e-mail of an invitation", () => {
  test("has the link in both forms, and nothing that a name could break", () => {
    const { subject, text, html } = invitationMail(of);
    expect(subject).toBe("Ana invites you to Beans & <b>Co</b> on Fala");
    expect(text).toContain(of.link);
    expect(html).toContain(`href="${of.link}"`);
    expect(html).toContain("Beans &amp; &lt;b&gt;Co&lt;/b&gt;");
    expect(html).not.toContain("<b>");
  });

  test("speaks Portuguese where who invites does", () => {
    expect(invitationMail({ ...of, language: "pt-BR" }).text).toContain("Aceitar o convite");
    expect(invitationMail({ ...of, language: "pt-BR,pt;q=0.9,en;q=0.8" }).html).toContain('lang="pt-BR"');
    expect(invitationMail({ ...of, language: "fr" }).text).toContain("Accept the invitation");
  });
});
