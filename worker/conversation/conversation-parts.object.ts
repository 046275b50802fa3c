import type { Jobs } from "../platform/alarms.ts";
import type { Peer, Seats } from "../platform/base-object.ts";
import type { Secrets } from "../platform/env.ts";
import { ConversationAdmission } from "./admission.object.ts";
import { ConversationCalls } from "./calls.object.ts";
import { ConversationCobrowsing } from "./cobrowsing.object.ts";
import { CommandLookup } from "./command-lookup.object.ts";
import type { Actor, Command } from "./conversation.domain.ts";
import { type Answer, ConversationStore } from "./conversation.store.ts";
import { ConversationEnding } from "./ending.object.ts";
import { ConversationFiles } from "./files.object.ts";
import { ConversationFlow } from "./flow.object.ts";
import { IndexOutbox } from "./index-outbox.store.ts";
import { ConversationLog } from "./log.object.ts";
import { ConversationOwnership } from "./ownership.object.ts";
import { CustomerProfile } from "./profile.object.ts";
import type { Seat } from "./seat.domain.ts";
import { ConversationSignals } from "./signals.object.ts";
import { ConversationSockets } from "./sockets.object.ts";
import { ConversationWelcome } from "./welcome.object.ts";

/** The object whose parts they are, as they see it. */
type Host = {
  env: Env & Secrets;
  storage: DurableObjectStorage;
  name: () => string;
  jobs: () => Jobs;
  seats: () => Seats<Seat>;
  keep: (connection: Peer<Seat>, seat: Seat) => void;
  /** What goes on after the turn; a failure of it is logged under this word. */
  after: (work: Promise<unknown>, failure: string) => void;
  /** Decides, commits, and tells whoever has to know. `asked` is what the client sent. */
  execute: (command: Command, actor: Actor, asked: object) => Answer;
  /** The same of a command of the system. False: refused, or there is no conversation here. */
  bySystem: (command: Command) => boolean;
  indexChanged: () => void;
  eraseStorage: () => void;
};

/**
 * What a conversation is made of. A part is made when it is first needed: a conversation wakes up for each message after a rest and keeps
 * what was made until it sleeps again, so what most messages do not need would cost most of what waking up costs.
 */
export class ConversationParts {
  readonly store: ConversationStore;
  readonly sockets: ConversationSockets;
  readonly log: ConversationLog;
  readonly index: IndexOutbox;
  readonly #host: Host;
  #profile: CustomerProfile | null = null;
  #files: ConversationFiles | null = null;
  #lookup: CommandLookup | null = null;
  #flow: ConversationFlow | null = null;
  #ownership: ConversationOwnership | null = null;
  #signals: ConversationSignals | null = null;
  #admission: ConversationAdmission | null = null;
  #cobrowsing: ConversationCobrowsing | null = null;
  #calls: ConversationCalls | null = null;
  #ending: ConversationEnding | null = null;
  #welcome: ConversationWelcome | null = null;

  constructor(host: Host) {
    this.#host = host;
    const { storage, seats, jobs } = host;
    this.store = new ConversationStore(storage);
    this.sockets = new ConversationSockets(seats);
    this.log = new ConversationLog(this.store, this.sockets, jobs);
    this.index = new IndexOutbox(host.env, this.store, ({ number, firstReplySeconds }) => {
      if (this.log.reported(number, firstReplySeconds * 1_000)) this.ownership.firstReplyChanged();
    });
  }

  get profile(): CustomerProfile {
    return (this.#profile ??= new CustomerProfile(this.store, this.sockets));
  }

  get files(): ConversationFiles {
    const { storage, env, jobs, name } = this.#host;
    return (this.#files ??= new ConversationFiles(storage, env, this.store, jobs, name, (agent) =>
      this.admission.mayRead(agent),
    ));
  }

  get lookup(): CommandLookup {
    return (this.#lookup ??= new CommandLookup(this.#host.env, this));
  }

  get flow(): ConversationFlow {
    const { env, jobs, bySystem: execute, after } = this.#host;
    return (this.#flow ??= new ConversationFlow({ env, jobs, execute, after, parts: this }));
  }

  get ownership(): ConversationOwnership {
    const { log, sockets } = this;
    const { env, jobs, bySystem: execute, after } = this.#host;
    return (this.#ownership ??= new ConversationOwnership({ env, jobs, execute, after, log, sockets }));
  }

  get admission(): ConversationAdmission {
    const { env, seats, after } = this.#host;
    return (this.#admission ??= new ConversationAdmission({
      ...{ env, seats, after, log: this.log },
      askedIn: (agentId, which) => this.calls.door.teamOf(agentId, which),
    }));
  }

  get cobrowsing(): ConversationCobrowsing {
    const { log, admission } = this;
    const { env, jobs, bySystem: execute } = this.#host;
    return (this.#cobrowsing ??= new ConversationCobrowsing({ env, jobs, execute, log, admission }));
  }

  get calls(): ConversationCalls {
    const { env, storage, jobs, seats, keep, after, execute } = this.#host;
    return (this.#calls ??= new ConversationCalls({
      ...{ env, storage, jobs, seats, keep, after, log: this.log, sockets: this.sockets },
      execute: (step, id, actor, asked) => execute({ kind: "call", id, step }, actor, asked),
      leaveTeam: () => after(this.admission.leaveTeam(), "agents_not_asked_out"),
    }));
  }

  get ending(): ConversationEnding {
    const { store, log, files } = this;
    const { env, jobs, seats, eraseStorage } = this.#host;
    return (this.#ending ??= new ConversationEnding({
      ...{ env, jobs, seats, eraseStorage, store, log, files },
      endCall: () => this.calls.erase(),
    }));
  }

  get welcome(): ConversationWelcome {
    const { log, store, profile, sockets } = this;
    const { keep, after } = this.#host;
    return (this.#welcome ??= new ConversationWelcome({
      ...{ log, store, profile, sockets, keep },
      customerCame: () => after(this.ownership.tellPlace(), "place_untold"),
    }));
  }

  get signals(): ConversationSignals {
    const { store, sockets, log, profile } = this;
    const { env, keep, indexChanged } = this.#host;
    return (this.#signals ??= new ConversationSignals({
      ...{ env, keep, indexChanged, store, sockets, log, profile },
      typesReply: (agentId) => this.ownership.typesReply(agentId),
    }));
  }
}
