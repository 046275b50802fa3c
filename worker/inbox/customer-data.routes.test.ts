import { beforeAll, expect, test, vi } from "vitest";
import {
  type ConversationData,
  conversationDataSchema,
  type CustomerData,
  customerDataPaths as paths,
  customerDataSchema,
  type Erased,
  erasedSchema,
} from "../protocol/customer-data.ts";
import { customerErasure } from "../customer/customer.table.ts";
import { database } from "../platform/database.ts";
import { everyHour } from "../scheduled.ts";
import { newConversation, newCustomer, openAsAgent, openAsCustomer } from "../testing/actors.ts";
import { Browser, testEnv } from "../testing/browser.ts";
import { code, filesScene, keys, png } from "../testing/sender.ts";
import { joinTeam, password } from "../testing/workspace.ts";
import { readRow } from "./list.store.ts";

const hour = 3600_000;
let scene: Awaited<ReturnType<typeof filesScene>>;
let admin: Browser;

beforeAll(async () => {
  scene = await filesScene();
  const { email } = await joinTeam(scene.workspace.teamId, "Adele", "admin");
  admin = await new Browser().signIn(email, password);
});

/** A customer with so many conversations, the first with a file and a note; all in the index. */
async function lived(count: number) {
  const first = await scene.here();
  const file = await first.byCustomer.sends("Receipt.png", png);
  await first.writer.does({ kind: "message", text: "My receipt", attachments: [file] });
  await first.agent.does({ kind: "note", text: "Between us: be kind", mentions: [] });
  const team = { id: scene.workspace.teamId, name: "Support" };
  const others = await Promise.all(
    Array.from({ length: count - 1 }, () => newConversation({ team, customer: first.customer })),
  );
  await Promise.all([first, ...others].map(({ stub }) => stub.reindex()));
  return { ...first, ids: [first.id, ...others.map(({ conversation }) => conversation)] };
}

async function dataOf(customer: string, by = admin): Promise<CustomerData["conversations"]> {
  const found = [];
  for (let after: number | null = 0; after !== null;) {
    const answer = await by.ask("GET", `${paths.data(customer)}?after=${after}`);
    const { conversations, next } = customerDataSchema.parse(await answer.json());
    found.push(...conversations);
    after = next;
  }
  return found;
}

async function conversationOf(customer: string, id: string, audience: string): Promise<ConversationData> {
  const answer = await admin.ask("GET", `${paths.conversation(customer, id)}?audience=${audience}`);
  return conversationDataSchema.parse(await answer.json());
}

async function eraseStep(customer: string, after = 0): Promise<Erased> {
  const answer = await admin.ask("DELETE", `${paths.customer(customer)}?after=${after}`);
  return erasedSchema.parse(await answer.json());
}

const nameless = async (customer: string) =>
  (await testEnv.DB.prepare("SELECT 1 FROM customer WHERE id = ?").bind(customer).first()) === null;
const rows = (ids: string[]) => Promise.all(ids.map((id) => readRow(testEnv.DB, id)));
const isAsked = async () => (await database(testEnv).select().from(customerErasure)).length > 0;

test("[CD1][CD2] everything of a customer comes out, without notes unless they are asked for", async () => {
  const { customer, ids, id } = await lived(21);
  const answer = await admin.ask("GET", paths.data(customer.id));
  expect(customerDataSchema.parse(await answer.json())).toMatchObject({ customer: { id: customer.id }, total: 21 });
  expect((await dataOf(customer.id)).map((each) => each.id).toSorted()).toEqual(ids.toSorted());

  const seen = await conversationOf(customer.id, id, "everyone");
  expect(seen.facts).toMatchObject({ id, customer, site: "Shop" });
  expect(JSON.stringify(seen.entries)).toContain("Receipt.png");
  expect(JSON.stringify(seen)).not.toContain("Between us");
  expect(JSON.stringify(await conversationOf(customer.id, id, "team"))).toContain("Between us");

  // Not somebody else's, by way of this customer; and not for every agent.
  const other = await scene.here();
  expect(await code(await admin.ask("GET", paths.conversation(customer.id, other.id)))).toBe("not_found");
  for (const [method, path] of [
    ["GET", paths.data(customer.id)],
    ["GET", paths.conversation(customer.id, id)],
    ["DELETE", paths.customer(customer.id)],
  ] as const)
    expect(await code(await scene.browser.ask(method, path))).toBe("forbidden");
});

test("[CD3] a customer is erased, in steps, with all that is theirs, and nobody else is", async () => {
  const { customer, ids, id, writer } = await lived(21);
  const other = await scene.here();
  await other.stub.reindex();
  const first = await eraseStep(customer.id);
  expect(first).toEqual({ erased: 20, next: expect.any(Number) });
  expect(await eraseStep(customer.id, first.next ?? 0)).toEqual({ erased: 1, next: null });
  expect((await writer.closing()).code).toBe(4404);
  expect(await rows(ids)).toEqual(ids.map(() => null));
  expect([await keys(id), await nameless(customer.id)]).toEqual([[], true]);
  const marks = ids.map(() => "?").join(",");
  const found = testEnv.SEARCH.prepare(`SELECT count(*) AS n FROM entry_text WHERE conversation_id IN (${marks})`);
  expect(await found.bind(...ids).first("n")).toBe(0);
  expect(await readRow(testEnv.DB, other.id)).not.toBeNull();
  // Asking again finds nothing, and harms nothing.
  expect(await eraseStep(customer.id)).toEqual({ erased: 0, next: null });

  // What they begin afterwards stays, also when the hour has come.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 1_000 });
  const anew = await newConversation({ team: { id: scene.workspace.teamId, name: "Support" }, customer });
  await anew.stub.reindex();
  vi.useRealTimers();
  await everyHour(testEnv, Date.now() + hour);
  expect(await readRow(testEnv.DB, anew.conversation)).not.toBeNull();
  expect(await isAsked()).toBe(false);
});

test("[CD4] what was begun goes on by itself: after a failure, and where the index came late", async () => {
  const { customer, ids, id } = await lived(2);
  const late = await newConversation({ team: { id: scene.workspace.teamId, name: "Support" }, customer });
  await late.stub.reindex();
  const row = await testEnv.DB.prepare("SELECT * FROM conversation WHERE id = ?").bind(late.conversation).first();
  await testEnv.DB.prepare("DELETE FROM conversation WHERE id = ?").bind(late.conversation).run();
  const broken = vi.spyOn(testEnv.FILES, "delete").mockRejectedValueOnce(new Error("R2 is away"));
  const noise = vi.spyOn(console, "error").mockImplementation(() => {});
  expect(await code(await admin.ask("DELETE", paths.customer(customer.id)))).toBe("internal");
  broken.mockRestore();
  noise.mockRestore();

  const names = Object.keys(row ?? {});
  await testEnv.DB.prepare(`INSERT INTO conversation (${names.join(",")}) VALUES (${names.map(() => "?").join(",")})`)
    .bind(...Object.values(row ?? {}))
    .run();
  await everyHour(testEnv, Date.now());
  expect(await rows([...ids, late.conversation])).toEqual([null, null, null]);
  expect([await keys(id), await nameless(customer.id), await isAsked()]).toEqual([[], true, true]);
  await everyHour(testEnv, Date.now() + hour);
  expect(await isAsked()).toBe(false);
});

test("[CD3] a conversation that is somebody else's by now stays, whatever the index says", async () => {
  const { customer, id, stub } = await lived(1);
  const named = { ...newCustomer(), name: "Maria", verified: true };
  await stub.identify(customer.id, named);
  await stub.reindex();
  await testEnv.DB.prepare("UPDATE conversation SET customer_id = ? WHERE id = ?").bind(customer.id, id).run();
  expect(await eraseStep(customer.id)).toEqual({ erased: 0, next: null });
  await (await openAsCustomer(id, named.id)).hello();
  await (await openAsAgent(id, { id: "agent-of-admins", name: "Adele", picture: null, role: "admin" })).hello();
});
