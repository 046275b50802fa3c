const en = {
  open: "Open chat",
  close: "Close chat",
  unread: "New messages: ",
  failed: "The chat does not load. Try again later.",
};

const pt: typeof en = {
  open: "Abrir chat",
  close: "Fechar chat",
  unread: "Mensagens novas: ",
  failed: "O chat não carrega. Tente mais tarde.",
};

/** The few words that stand in the company's page itself. Everything else is said by the frame, from web/intl. */
export const words = /^pt/i.test(navigator.languages.find((tag) => /^(en|pt)/i.test(tag)) ?? "") ? pt : en;
