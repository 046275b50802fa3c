import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../../.tools/build.ts";
import { seedDemo } from "../../.tools/demo.ts";
import { endWhenAsked, freePort, migrate, type Product, startProduct } from "../../.tools/product.ts";
import { newSecrets, writeSecrets } from "../../.tools/secrets.ts";
import { root } from "../../.tools/run.ts";
import { bundled, direct } from "../direct.ts";
import { ask, cookieOf } from "../products.ts";
import { workerdMemory } from "../workerd-memory.ts";
import { writeFaultyConfig } from "./faulty-config.ts";
import { openInbox } from "./page.ts";
import type { Badge } from "./participant.ts";
import {
  type Evicted,
  type Eviction,
  evictionPath,
  type Happened,
  type Order,
  orderPath,
  well,
} from "./product/order.ts";

/** `as it is`: what is deployed. `faulty`: the same inside the bench's own entry, which can be told to fail (product/entry.ts). */
export type Build = "as it is" | "faulty";

/** `wrangler dev`: as everybody runs it on their machine. `direct`: the same without its front (bench/direct.ts). */
export type Host = "wrangler dev" | "direct";

/** A Fala as a company has it: the built product with the demo company, on one port and one storage for good. */
export class House {
  readonly #folder = mkdtempSync(join(tmpdir(), "fala-faults-"));
  readonly #secrets = newSecrets();
  readonly port: number;
  #product: Product | null = null;
  #build: Build = "as it is";
  #host: Host = "wrangler dev";
  #agents: Badge[] = [];
  #owner: Badge | null = null;
  /** The team to which new conversations go. */
  readonly team = "team-support";
  readonly #inboxes: { close: () => void }[] = [];

  /** The last words of wrangler and workerd. */
  #said = "";
  /** How often the local platform died by itself or did not come up. It is no promise of the product's that it does not. */
  revivals = 0;
  #reviving: Promise<void> | null = null;

  private constructor(port: number) {
    this.port = port;
  }

  static async open(which: Build, host: Host): Promise<House> {
    endWhenAsked();
    const house = new House(await freePort());
    writeSecrets(house.#envFile, house.#secrets);
    await Promise.all([build(), migrate(house.#state)]);
    await house.use(which, host);
    await seedDemo(house.origin, house.#secrets["SETUP_TOKEN"] ?? "", 1);
    house.#agents = await Promise.all(["bruno", "carla"].map((name) => house.#signsIn(name)));
    house.#owner = await house.#signsIn("ana");
    for (const { name, cookie = "" } of house.#agents)
      house.#inboxes.push(openInbox(house.origin, `${name}'s list`, cookie, house.team));
    return house;
  }

  /** A GET as an agent who may read everything of the team. */
  async asks(path: string): Promise<Response> {
    return await fetch(this.origin + path, { headers: { cookie: this.#agents[0]?.cookie ?? "" } });
  }

  /** The same as the company's owner, who may take all of it away. */
  async asksAsOwner(path: string): Promise<Response> {
    return await fetch(this.origin + path, { headers: { cookie: this.#owner?.cookie ?? "" } });
  }

  get origin(): string {
    return `http://localhost:${this.port}`;
  }

  /** Agents of the team to which new conversations go. */
  get agents(): readonly Badge[] {
    return this.#agents;
  }

  /** Goes on with this build on this host and the same storage; starts it where nothing runs. */
  async use(which: Build, host: Host): Promise<void> {
    if (which === this.#build && host === this.#host && this.#product !== null) return;
    await this.stop();
    this.#build = which;
    this.#host = host;
    await this.start();
  }

  /** Starts it on the storage that there is; answers after how many seconds it is healthy. */
  async start(): Promise<number> {
    const began = performance.now();
    this.#product = await this.#comesUp().catch(async (error: unknown) => {
      this.#noteRevival(error);
      return await this.#comesUp();
    });
    return (performance.now() - began) / 1_000;
  }

  /** Lets something of the faulty build fail from now on; what is not named works. */
  async order(order: Partial<Order>): Promise<Happened> {
    return await this.#tells<Happened>(orderPath, "PUT", { ...well, ...order });
  }

  /** Puts objects of the faulty build out of memory; several may be under way at once. */
  async evict(eviction: Eviction): Promise<Evicted> {
    try {
      return await this.#tells<Evicted>(evictionPath, "POST", eviction);
    } catch (error) {
      // workerd's door for tests brings it down now and then: one crash more to be borne, by all that are under way.
      this.#reviving ??= this.#revive(error).finally(() => (this.#reviving = null));
      await this.#reviving;
      return { gone: 0, absent: 0, stayed: eviction.conversations.length, inboxes: 0 };
    }
  }

  async #revive(error: unknown): Promise<void> {
    this.#noteRevival(error);
    await this.kill();
    await this.start();
  }

  /** `kill -9` of workerd and of wrangler, wherever they are. */
  async kill(): Promise<void> {
    const product = this.#running();
    process.kill(-product.pid, "SIGKILL");
    await product.ended;
    this.#product = null;
  }

  /** As a deploy does: every socket is cut at once, and another process goes on. */
  async stop(): Promise<void> {
    await this.#product?.stop();
    this.#product = null;
  }

  async close(): Promise<void> {
    for (const inbox of this.#inboxes) inbox.close();
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** What all of its workerd hold, in MB. */
  workerdMB(): number {
    return Math.round(workerdMemory(this.#running().pid) / 1e6);
  }

  async #comesUp(): Promise<Product> {
    this.#said = "";
    const config = this.#build === "faulty" ? writeFaultyConfig() : join(root, "wrangler.toml");
    return await startProduct({
      port: this.port,
      persistTo: this.#state,
      envFile: this.#envFile,
      onReport: (text) => (this.#said = (this.#said + text).slice(-2_000)),
      config,
      ...(this.#host === "direct" ? { program: [...direct, await bundled(config)] } : {}),
    });
  }

  #noteRevival(error: unknown): void {
    this.revivals += 1;
    console.log(`  the local platform died or did not come up: ${String(error).slice(0, 200)}\n${this.#said}`);
  }

  async #tells<Answer>(path: string, method: string, body: Order | Eviction): Promise<Answer> {
    const answer = await fetch(this.origin + path, {
      method,
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  }

  #running(): Product {
    if (this.#product === null) throw new Error("nothing runs here");
    return this.#product;
  }

  async #signsIn(name: string): Promise<Badge> {
    const answer = await ask(this.origin, "/api/session", { email: `${name}@demo.fala`, password: "fala-demo-2026" });
    return { side: "team", name, cookie: await cookieOf(answer) };
  }

  get #state(): string {
    return join(this.#folder, "state");
  }

  get #envFile(): string {
    return join(this.#folder, "secrets.env");
  }
}
