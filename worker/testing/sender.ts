import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { app } from "../app.ts";
import { anonymousSeconds, signCustomerToken } from "../customer/token.store.ts";
import { type UploadState, uploadStateSchema } from "../protocol/upload.ts";
import type { Customer } from "../protocol/customer.ts";
import { httpErrorSchema } from "../protocol/error.ts";
import { newConversation, newCustomer, newId, openAsAgent, openAsCustomer } from "./actors.ts";
import { Browser, testEnv } from "./browser.ts";
import { createWorkspace, joinTeam, password } from "./workspace.ts";

/** Somebody who sends and fetches files: an agent's browser, or a customer's with its token. */
export class Sender {
  readonly #headers: () => Record<string, string>;
  readonly conversation: string;

  constructor(conversation: string, headers: () => Record<string, string>) {
    this.conversation = conversation;
    this.#headers = headers;
  }

  static agent(conversation: string, browser: Browser): Sender {
    return new Sender(conversation, () => ({
      cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    }));
  }

  static async customer(conversation: string, customer: Customer, site: string): Promise<Sender> {
    const exp = Math.floor(Date.now() / 1000) + anonymousSeconds;
    const token = await signCustomerToken(testEnv, { customer, site, exp });
    return new Sender(conversation, () => ({ authorization: `Bearer ${token}` }));
  }

  async ask(
    method: string,
    path: string,
    body?: BodyInit | null,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const ctx = createExecutionContext();
    const request = new Request(new URL(path, "https://fala.test"), {
      method,
      headers: { origin: "https://fala.test", ...this.#headers(), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const response = await app.fetch(request, testEnv, ctx);
    await waitOnExecutionContext(ctx);
    return response;
  }

  open(request: { id: string; name?: string; size: number } & Record<string, unknown>): Promise<Response> {
    const body = JSON.stringify({ name: "file.bin", ...request });
    return this.ask("POST", `/api/attachments/${this.conversation}`, body, { "content-type": "application/json" });
  }

  part(id: string, part: number | "thumbnail", bytes: BodyInit): Promise<Response> {
    return this.ask("PUT", `/api/attachments/${this.conversation}/${id}/${part}`, bytes);
  }

  fetch(id: string, more = "", headers: Record<string, string> = {}): Promise<Response> {
    return this.ask("GET", `/files/${this.conversation}/${id}${more}`, undefined, headers);
  }

  /** Sends a small file whole; answers its id. */
  async sends(name: string, bytes: Uint8Array): Promise<string> {
    const id = newId();
    await state(await this.open({ id, name, size: bytes.length }));
    const sent = await state(await this.part(id, 1, bytes));
    if (sent.attachment === null) throw new Error(`${name} is not finished: ${JSON.stringify(sent)}`);
    return id;
  }
}

export async function state(response: Response): Promise<UploadState> {
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return uploadStateSchema.parse(await response.json());
}

/** Without the runtime's warning that a file is no text. */
export async function textOf(response: Response): Promise<string> {
  return new TextDecoder().decode(await response.arrayBuffer());
}

export async function code(response: Response): Promise<string> {
  if (response.ok) throw new Error(`not refused: ${response.status}`);
  return httpErrorSchema.parse(await response.json()).error.code;
}

/** A workspace with an agent who can sign in; `here` makes a conversation with its customer and this agent at it. */
export async function filesScene() {
  const workspace = await createWorkspace();
  const ana = await joinTeam(workspace.teamId, "Ana");
  const browser = await new Browser().signIn(ana.email, password);
  const asCustomer = (conversation: string, customer: Customer) =>
    Sender.customer(conversation, customer, workspace.siteKey);
  const here = async () => {
    const customer = newCustomer();
    const started = await newConversation({ team: { id: workspace.teamId, name: "Support" }, customer });
    const id = started.conversation;
    const agent = await openAsAgent(id, { id: ana.id, name: "Ana", picture: null, role: "agent" });
    const writer = await openAsCustomer(id, customer.id);
    await Promise.all([agent.hello(), writer.hello()]);
    const [byAgent, byCustomer] = [Sender.agent(id, browser), await asCustomer(id, customer)];
    return { id, customer, agent, writer, stub: started.stub, byAgent, byCustomer };
  };
  return { workspace, browser, here, asCustomer };
}

/** 10 × 5 pixels. */
export const png = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAoAAAAFCAIAAADzBuo/AAAAEklEQVR4nGM4YWREDDFMLZ3GAHAmHSVdvMjRAAAAAElFTkSuQmCC"),
  (each) => each.charCodeAt(0),
);
export const text = new TextEncoder().encode("Only words, nothing else.");
/** What stands in R2 for a conversation. */
export const keys = async (conversation: string) =>
  (await testEnv.FILES.list({ prefix: `conversation/${conversation}/` })).objects.map(({ key }) => key);
