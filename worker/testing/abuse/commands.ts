/** Whether one side may ever give a command. */
export type May = "may" | "forbidden";

/** THE TABLE of a conversation's socket: every command and signal of the protocol, and who may. */
export const commands: Record<string, { customer: May; agent: May }> = {
  hello: { customer: "may", agent: "may" },
  message: { customer: "may", agent: "may" },
  note: { customer: "forbidden", agent: "may" },
  edit: { customer: "forbidden", agent: "may" },
  delete: { customer: "forbidden", agent: "may" },
  take: { customer: "forbidden", agent: "may" },
  transfer: { customer: "forbidden", agent: "may" },
  status: { customer: "forbidden", agent: "may" },
  cobrowse_ask: { customer: "forbidden", agent: "may" },
  cobrowse_answer: { customer: "may", agent: "forbidden" },
  cobrowse_end: { customer: "may", agent: "may" },
  flow: { customer: "may", agent: "may" },
  history: { customer: "may", agent: "may" },
  typing: { customer: "may", agent: "may" },
  receipt: { customer: "may", agent: "may" },
  visit: { customer: "may", agent: "forbidden" },
  describe: { customer: "may", agent: "forbidden" },
  call: { customer: "may", agent: "may" },
  call_media: { customer: "may", agent: "may" },
  call_signal: { customer: "may", agent: "may" },
};
