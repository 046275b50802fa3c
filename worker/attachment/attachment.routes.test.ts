import { beforeAll, describe, expect, test } from "vitest";
import { database } from "../platform/database.ts";
import { uploadSettingsSchema } from "../protocol/upload.ts";
import { fileLimits } from "../protocol/file-limits.ts";
import { site } from "../site/site.table.ts";
import { newConversation, newCustomer, newId, newTeam, openAsCustomer } from "../testing/actors.ts";
import { Browser, testEnv } from "../testing/browser.ts";
import { code, filesScene, keys, png, Sender, state, text } from "../testing/sender.ts";
import { joinTeam, password } from "../testing/workspace.ts";

let scene: Awaited<ReturnType<typeof filesScene>>;

beforeAll(async () => {
  scene = await filesScene();
});

describe("sending", () => {
  test("[AT1][AT3][AT7] a small file goes whole, comes with a message, and comes back byte for byte", async () => {
    const { agent, writer, byAgent } = await scene.here();
    const id = await byAgent.sends("Chart.png", png);
    await agent.does({ kind: "message", text: "", attachments: [id] });
    const { entries } = await writer.heard("entries", (frame) =>
      frame.entries.some(({ body }) => body.kind === "message"),
    );
    const body = entries.find((entry) => entry.body.kind === "message")?.body;
    expect(body).toMatchObject({
      text: "",
      attachments: [
        { id, name: "Chart.png", kind: "image", type: "image/png", size: png.length, width: 10, height: 5 },
      ],
    });
    const answer = await byAgent.fetch(id);
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(png);
  });

  test("[AT1] a large file goes in parts, in any order; after a cut the rest is asked for and sent; nothing twice", async () => {
    const { agent, byAgent } = await scene.here();
    const size = 2 * fileLimits.partBytes + 12_345;
    const whole = new Uint8Array(size).map((_, index) => (index * 31 + (index >> 11)) & 255);
    const part = (number: number) => whole.slice((number - 1) * fileLimits.partBytes, number * fileLimits.partBytes);
    const id = newId();
    const opened = await state(await byAgent.open({ id, size }));
    expect(opened).toEqual({ id, missing: [1, 2, 3], attachment: null });
    expect((await state(await byAgent.part(id, 3, part(3)))).missing).toEqual([1, 2]);
    // The line is cut in the middle of the second part.
    expect(await code(await byAgent.part(id, 2, part(2).slice(0, 1_000_000)))).toBe("upload_incomplete");
    expect((await state(await byAgent.open({ id, size }))).missing).toEqual([1, 2]);
    await state(await byAgent.part(id, 1, part(1)));
    expect((await state(await byAgent.part(id, 1, part(1)))).missing).toEqual([2]);
    const done = await state(await byAgent.part(id, 2, part(2)));
    expect(done).toMatchObject({ missing: [], attachment: { size, type: "application/octet-stream" } });
    expect(await state(await byAgent.part(id, 2, part(2)))).toEqual(done);
    expect(await state(await byAgent.open({ id, size }))).toEqual(done);
    await agent.does({ kind: "message", text: "Here", attachments: [id] });
    const back = new Uint8Array(await (await byAgent.fetch(id)).arrayBuffer());
    expect(Buffer.from(back).equals(Buffer.from(whole))).toBe(true);
  });

  test("[AT2] an upload is its maker's: the same id from somebody else is refused, and they cannot touch it", async () => {
    const { writer, byAgent, byCustomer, id: conversation } = await scene.here();
    const id = newId();
    await state(await byAgent.open({ id, size: text.length }));
    expect(await code(await byCustomer.open({ id, size: text.length }))).toBe("id_reused");
    expect(await code(await byCustomer.part(id, 1, text))).toBe("attachment_unknown");
    expect((await byCustomer.ask("DELETE", `/api/attachments/${conversation}/${id}`)).status).toBe(204);
    await state(await byAgent.part(id, 1, text));
    expect(await writer.isRefused({ kind: "message", text: "Mine?", attachments: [id] })).toBe("attachment_unknown");
    expect(await code(await byAgent.open({ id, size: text.length + 1 }))).toBe("id_reused");
  });

  test("[AT2] nobody who takes no part gets in: another customer, a colleague of another team, nobody", async () => {
    const { id } = await scene.here();
    const stranger = await scene.asCustomer(id, newCustomer());
    const elsewhere = await joinTeam((await newTeam("Sales")).id, "Diego");
    const colleague = Sender.agent(id, await new Browser().signIn(elsewhere.email, password));
    const nobody = new Sender(id, () => ({}));
    const forged = new Sender(id, () => ({ authorization: "Bearer abc.def.ghi" }));
    for (const [who, expected] of [
      [stranger, "not_found"],
      [colleague, "not_found"],
      [nobody, "not_signed_in"],
      [forged, "customer_token_invalid"],
    ] as const) {
      expect(await code(await who.open({ id: newId(), size: 5 }))).toBe(expected);
      expect(await code(await who.part(newId(), 1, text))).toBe(expected);
    }
  });

  test("[AT2] a customer's first message can bring what was sent before there was a conversation", async () => {
    const conversation = newId();
    const customer = newCustomer();
    const early = await scene.asCustomer(conversation, customer);
    const thief = await scene.asCustomer(conversation, newCustomer());
    const id = await early.sends("chart.png", png);
    const stolen = await thief.sends("other.png", png);
    const team = { id: scene.workspace.teamId, name: "Support" };
    const { stub } = await newConversation({ team, customer, text: "", attachments: [id], conversation });
    const reader = await openAsCustomer(conversation, customer.id);
    const [message] = (await reader.hello()).entries;
    expect(message?.body).toMatchObject({ kind: "message", attachments: [{ id, width: 10 }] });
    expect(await reader.isRefused({ kind: "message", text: "", attachments: [stolen] })).toBe("attachment_unknown");
    expect(await code(await thief.open({ id: newId(), size: 1 }))).toBe("not_found");
    expect(stub).toBeDefined();
  });

  test("[AT6] a name with a path and marks that turn it is kept harmless", async () => {
    const { byAgent } = await scene.here();
    const id = newId();
    await state(await byAgent.open({ id, name: "../../\u202Egnp.txt", size: text.length }));
    expect((await state(await byAgent.part(id, 1, text))).attachment?.name).toBe("gnp.txt");
  });
});

describe("bad input", () => {
  test("[AT10] nothing, 5 GB, and lengths that are not what was said", async () => {
    const { byAgent, agent } = await scene.here();
    expect(await code(await byAgent.open({ id: newId(), size: 0 }))).toBe("file_empty");
    expect(await code(await byAgent.open({ id: newId(), size: 5_000_000_000 }))).toBe("file_too_large");
    expect(await code(await byAgent.open({ id: newId(), size: -1 }))).toBe("invalid_request");
    expect(await code(await byAgent.open({ id: "no", size: 1 }))).toBe("invalid_request");
    const id = newId();
    await state(await byAgent.open({ id, size: text.length }));
    expect(await code(await byAgent.part(id, 1, text.slice(0, 5)))).toBe("upload_incomplete");
    expect(await code(await byAgent.part(id, 1, new Uint8Array([...text, 1])))).toBe("upload_incomplete");
    // Without a length in front, counted while it passes.
    for (const bytes of [text.slice(0, 5), new Uint8Array([...text, 1]), new Uint8Array(300_000)]) {
      expect(await code(await byAgent.part(id, 1, new Blob([bytes]).stream()))).toBe("upload_incomplete");
    }
    expect(await code(await byAgent.part(id, 2, text))).toBe("invalid_request");
    expect(await agent.isRefused({ kind: "message", text: "", attachments: [id] })).toBe("attachment_unknown");
    expect((await state(await byAgent.part(id, 1, text))).attachment).not.toBeNull();
  });

  test("[AT5] an executable that is named .png is refused before it is stored", async () => {
    const { byAgent, id: conversation } = await scene.here();
    const id = newId();
    const program = new Uint8Array(2_000);
    program.set(new TextEncoder().encode("MZ"));
    await state(await byAgent.open({ id, name: "holiday.png", size: program.length }));
    expect(await code(await byAgent.part(id, 1, program))).toBe("file_kind_refused");
    expect(await keys(conversation)).toEqual([]);
    const named = newId();
    await state(await byAgent.open({ id: named, name: "setup.bat", size: text.length }));
    expect(await code(await byAgent.part(named, 1, text))).toBe("file_kind_refused");
  });

  test("[AT4][AT14] an SVG with a script and a page are downloads, whatever they are called", async () => {
    const { agent, byAgent } = await scene.here();
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const page = new TextEncoder().encode("<!doctype html><script>alert(1)</script>");
    for (const [name, bytes] of [
      ["logo.svg", svg],
      ["photo.png", svg],
      ["page.html", page],
      ["photo.jpg", page],
    ] as const) {
      const id = await byAgent.sends(name, bytes);
      await agent.does({ kind: "message", text: "", attachments: [id] });
      const { headers, status } = await byAgent.fetch(id);
      expect([status, headers.get("content-type")]).toEqual([200, "application/octet-stream"]);
      expect(headers.get("content-disposition")).toMatch(/^attachment;/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toBe("sandbox; default-src 'none'");
    }
  });

  test("[AT8] an image that would unpack into gigabytes has no size to draw it in", async () => {
    const { byAgent } = await scene.here();
    const bomb = png.slice();
    new DataView(bomb.buffer).setUint32(16, 60_000);
    new DataView(bomb.buffer).setUint32(20, 60_000);
    const id = newId();
    await state(await byAgent.open({ id, name: "bomb.png", size: bomb.length, width: 10, height: 10 }));
    const { attachment } = await state(await byAgent.part(id, 1, bomb));
    expect(attachment).toEqual({ id, name: "bomb.png", kind: "image", type: "image/png", size: bomb.length });
    expect(await code(await byAgent.part(id, "thumbnail", bomb))).toBe("file_kind_refused");
    expect(await code(await byAgent.part(id, "thumbnail", text))).toBe("file_kind_refused");
    expect(await code(await byAgent.part(id, "thumbnail", new Uint8Array(fileLimits.thumbnailBytes + 1)))).toBe(
      "too_large",
    );
  });

  test("[AT11] twice the same, one too many, one that was sent already: nothing of the message is written", async () => {
    const { agent, byAgent } = await scene.here();
    const id = await byAgent.sends("a.txt", text);
    expect(await agent.isRefused({ kind: "message", text: "", attachments: [id, id] })).toBe("attachment_unknown");
    expect(await agent.isRefused({ kind: "message", text: "", attachments: [id, newId()] })).toBe("attachment_unknown");
    expect(await agent.isRefused({ kind: "message", text: "", attachments: [] })).toBe("invalid_frame");
    expect(await agent.isRefused({ kind: "message", text: "" })).toBe("text_empty");
    const many = Array.from({ length: fileLimits.count + 1 }, newId);
    expect(await agent.isRefused({ kind: "message", text: "x", attachments: many })).toBe("files_too_many");
    const command = { kind: "message" as const, id: newId(), text: "", attachments: [id] };
    const seq = await agent.does(command);
    expect(await agent.does(command)).toBe(seq);
    expect(await agent.isRefused({ kind: "message", text: "Again", attachments: [id] })).toBe("attachment_unknown");
    const more = await Promise.all(Array.from({ length: 16 }, (_, index) => byAgent.sends(`${index}.txt`, text)));
    expect(await agent.isRefused({ kind: "message", text: "", attachments: more })).toBe("attachment_unknown");
    await agent.does({ kind: "message", text: "", attachments: more.slice(0, 15) });
  });
});

describe("settings", () => {
  test("[AT16] what may be sent is changed by who manages the workspace, whole, and holds from then on", async () => {
    const { byAgent } = await scene.here();
    const owner = await new Browser().signIn(scene.workspace.owner.email, password);
    const path = "/api/workspace/attachments";
    const first = uploadSettingsSchema.parse(await (await owner.ask("GET", path)).json());
    expect(first).toMatchObject({ bytes: 100_000_000, count: 15, keepLocation: false, version: 0 });
    const next = { ...first, bytes: 1_000, kinds: ["image"] };
    expect(await code(await scene.browser.ask("PUT", path, next))).toBe("forbidden");
    expect(await code(await owner.ask("PUT", path, { ...next, count: 0 }))).toBe("invalid_request");
    expect((await owner.ask("PUT", path, next)).status).toBe(200);
    expect(await code(await owner.ask("PUT", path, { ...first, version: 0 }))).toBe("changed_meanwhile");
    expect(await code(await byAgent.open({ id: newId(), size: 1_001 }))).toBe("file_too_large");
    const id = newId();
    await state(await byAgent.open({ id, name: "a.txt", size: text.length }));
    expect(await code(await byAgent.part(id, 1, text))).toBe("file_kind_refused");
    await byAgent.sends("a.png", png);
    expect((await owner.ask("PUT", path, { ...first, version: 1 })).status).toBe(200);
    expect(await (await owner.ask("GET", path)).json()).toEqual({ ...first, version: 2 });
  });

  test("[AT16] customers of a site whose switch is off cannot send files; agents can", async () => {
    const { byAgent, byCustomer } = await scene.here();
    await database(testEnv).update(site).set({ customerUploads: false });
    expect(await code(await byCustomer.open({ id: newId(), size: 1 }))).toBe("uploads_off");
    await byAgent.sends("a.txt", text);
    await database(testEnv).update(site).set({ customerUploads: true });
    await byCustomer.sends("a.txt", text);
  });
});
