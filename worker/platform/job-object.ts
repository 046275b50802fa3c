import { DurableObject } from "cloudflare:workers";
import { Jobs } from "./alarms.ts";
import type { Secrets } from "./env.ts";
import { log } from "./log.ts";
import { type Begun, migrateObject, type ObjectMigration, readBegun } from "./object-migrations.ts";

/** A Durable Object without sockets: its own schema, and many keyed jobs on its one alarm. */
export abstract class JobObject extends DurableObject<Env & Secrets> {
  readonly #migrations: readonly ObjectMigration[];
  #jobs: Jobs | null = null;

  constructor(ctx: DurableObjectState, env: Env & Secrets, migrations: readonly ObjectMigration[]) {
    super(ctx, env);
    this.#migrations = migrations;
    const begun = readBegun(ctx.storage);
    if (begun !== null) this.#jobs = this.#opened(begun);
  }

  protected abstract work(key: string): Promise<void>;

  /** Makes the object's tables, the first time. Anybody may ask for any name: until then nothing is kept. */
  protected begin(): Jobs {
    return (this.#jobs ??= this.#opened(readBegun(this.ctx.storage)));
  }

  #opened(begun: Begun | null): Jobs {
    migrateObject(this.ctx.storage, this.#migrations, begun?.applied ?? null);
    return new Jobs(this.ctx.storage, begun?.jobs ?? null);
  }

  protected get jobs(): Jobs {
    return this.begin();
  }

  /** What the object is called by: the id of what it stands for. */
  protected get name(): string {
    if (this.ctx.id.name === undefined) throw new Error("objects are reached by name only");
    return this.ctx.id.name;
  }

  override async alarm(): Promise<void> {
    await this.jobs.run(
      Date.now(),
      (key) => this.work(key),
      (key, error) => log.warn("job_failed", error, { object: this.constructor.name, job: key }),
    );
  }
}
