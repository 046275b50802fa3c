/** The e-mail that brings an invitation, in the language of who sends it. */
export function invitationMail(of: {
  workspace: string;
  /** The name of who invites. */
  by: string;
  link: string;
  days: number;
  /** A language tag; what is not Portuguese is English. */
  language: string;
}): { subject: string; text: string; html: string } {
  const words = of.language.toLowerCase().startsWith("pt") ? portuguese : english;
  const subject = words.subject(of.by, of.workspace);
  const text = `${words.greeting(of.by, of.workspace)}\n\n${words.press}:\n${of.link}\n\n${words.ends(of.days)}\n`;
  const html = [
    `<!doctype html><html lang="${words.tag}"><body style="margin:0;padding:24px;background:#f3efeb;font:16px/1.5 -apple-system,Segoe UI,Roboto,Arial,sans-serif;color:#221f1b">`,
    `<div style="max-width:480px;margin:0 auto;padding:32px;border-radius:12px;background:#ffffff">`,
    `<p style="margin:0 0 20px">${escaped(words.greeting(of.by, of.workspace))}</p>`,
    `<p style="margin:0 0 20px"><a href="${escaped(of.link)}" style="display:inline-block;padding:10px 20px;border-radius:8px;background:#293db6;color:#ffffff;text-decoration:none;font-weight:600">${words.press}</a></p>`,
    `<p style="margin:0;color:#6b645b;font-size:14px">${words.ends(of.days)}</p>`,
    `</div></body></html>`,
  ].join("");
  return { subject, text, html };
}

const english = {
  tag: "en",
  subject: (by: string, workspace: string) => `${by} invites you to ${workspace} on Fala`,
  greeting: (by: string, workspace: string) =>
    `${by} invites you to answer ${workspace}’s customers in Fala, its live chat.`,
  press: "Accept the invitation",
  ends: (days: number) => `The link works once, for ${days} days. If you do not know what this is about, ignore it.`,
};

const portuguese: typeof english = {
  tag: "pt-BR",
  subject: (by, workspace) => `${by} convida você para ${workspace} no Fala`,
  greeting: (by, workspace) => `${by} convida você para atender os clientes de ${workspace} no Fala, o chat ao vivo.`,
  press: "Aceitar o convite",
  ends: (days) => `O link funciona uma vez, por ${days} dias. Se você não sabe do que se trata, ignore esta mensagem.`,
};

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
