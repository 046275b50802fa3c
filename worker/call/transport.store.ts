import * as z from "zod/mini";
import type { Secrets } from "../platform/env.ts";
import { KeptValue } from "../platform/kept-value.ts";
import { log } from "../platform/log.ts";
import type { CallPerson, CallPurpose, CallTransport } from "../protocol/call.ts";
import { type CallGrant, callPaths } from "../protocol/call-message.ts";
import { CutOffs } from "./cut-off.store.ts";
import { hasRealtimeKit, meetingTitle, presets, RealtimeKit } from "./realtimekit.store.ts";
import { closeSfuSession, hasSfu, signSfuPass } from "./sfu.store.ts";
import { mintIceServers } from "./turn.store.ts";

/** Who is let into which call. */
export type Entrance = {
  conversation: string;
  call: string;
  transport: CallTransport;
  peer: string;
  person: CallPerson;
};

/**
 * THE choice of the transport: made once for each call, when it is asked for, and written into its log. Whoever adds a transport
 * adds it here, in `CallTransports`, and in web/media/join.ts.
 */
export function transportFor(env: Secrets, purpose: CallPurpose): CallTransport {
  if (hasRealtimeKit(env)) return "realtimekit";
  return purpose === "conference" && hasSfu(env) ? "sfu" : "mesh";
}

const meetingSchema = z.object({ call: z.string(), id: z.string() });
const sessionsSchema = z.object({
  call: z.string(),
  sessions: z.array(z.object({ peer: z.string(), id: z.string() })),
});

/** Sessions at the SFU that one page may make in one call: two, and two more each time that its line broke. */
const sessionsPerPage = 32;

/** Lets pages into a conversation's call by the transport that was chosen, and keeps what that needs in the conversation's storage. */
export class CallTransports {
  readonly #env: Secrets;
  readonly #kit: RealtimeKit;
  readonly #meeting: KeptValue<z.infer<typeof meetingSchema>>;
  readonly #sessions: KeptValue<z.infer<typeof sessionsSchema>>;
  /** What is out, whether or not its browser heeds it, and has to be so at the service too: `gone`, `over` and `opened` add to it. */
  readonly cutOffs: CutOffs;
  /** A meeting that is being made: two who come at once come into the same. */
  #making: { call: string; id: Promise<string> } | null = null;

  constructor(
    env: Secrets,
    storage: Pick<DurableObjectStorage, "kv">,
    ask: typeof fetch = (...request) => fetch(...request),
  ) {
    this.#env = env;
    this.#kit = new RealtimeKit(env, ask);
    this.#meeting = new KeptValue(storage, "call_meeting", meetingSchema);
    this.#sessions = new KeptValue(storage, "call_sessions", sessionsSchema);
    this.cutOffs = new CutOffs(storage, (what) => {
      if (what.of === "session") return closeSfuSession(env, what.session, ask);
      return what.of === "page" ? this.#kit.kick(what.meeting, what.peer) : this.#kit.closeMeeting(what.meeting);
    });
  }

  /** Lets one page in. Throws where the transport cannot: then the call says so and offers the mesh. */
  async grant({ transport, conversation, call, peer, person }: Entrance): Promise<CallGrant> {
    switch (transport) {
      case "mesh":
        return { transport, iceServers: await this.#iceServers() };
      case "realtimekit": {
        const meeting = await this.#meetingOf(conversation, call);
        const preset = person.kind === "agent" ? presets.agent : presets.other;
        return {
          transport,
          token: await this.#kit.addParticipant(meeting, { id: peer, name: person.name ?? "", preset }),
        };
      }
      case "sfu": {
        if (!hasSfu(this.#env)) throw new Error("the SFU is not set up here");
        const pass = await signSfuPass(this.#env, { conversation, call, peer }, Date.now());
        return { transport, api: callPaths.sfu, pass, iceServers: await this.#iceServers() };
      }
      default:
        return transport satisfies never;
    }
  }

  /** A page made this session at the SFU: with the page it is cut off. `isIn`: whether it may; false where it has made too many, too. */
  opened(call: string, peer: string, session: string, isIn: boolean): boolean {
    const kept = this.#sessions.read();
    const sessions = kept?.call === call ? kept.sessions : [];
    if (!isIn || sessions.filter((each) => each.peer === peer).length >= sessionsPerPage) {
      this.cutOffs.add([{ of: "session", session }]);
      return false;
    }
    this.#sessions.write({ call, sessions: [...sessions, { peer, id: session }] });
    return true;
  }

  /** This page is out: what it sends is to reach nobody, and it is to hear nobody. */
  gone(call: string, peer: string): void {
    const meeting = this.#meeting.read();
    if (meeting?.call === call) this.cutOffs.add([{ of: "page", meeting: meeting.id, peer }]);
    this.#forget((each) => each.peer === peer);
  }

  /** There is no call any more. */
  over(): void {
    this.#forget(() => true);
    const meeting = this.#meeting.read();
    if (meeting === null) return;
    this.#meeting.erase();
    this.cutOffs.add([{ of: "meeting", meeting: meeting.id }]);
  }

  #forget(isGone: (session: { peer: string; id: string }) => boolean): void {
    const kept = this.#sessions.read();
    if (kept === null) return;
    const staying = kept.sessions.filter((each) => !isGone(each));
    if (staying.length === 0) this.#sessions.erase();
    else this.#sessions.write({ ...kept, sessions: staying });
    this.cutOffs.add(kept.sessions.filter(isGone).map(({ id }) => ({ of: "session", session: id })));
  }

  async #meetingOf(conversation: string, call: string): Promise<string> {
    const known = this.#meeting.read();
    if (known?.call === call) return known.id;
    if (this.#making?.call !== call)
      this.#making = { call, id: this.#kit.createMeeting(meetingTitle(conversation, call)) };
    try {
      const id = await this.#making.id;
      this.#meeting.write({ call, id });
      return id;
    } finally {
      this.#making = null;
    }
  }

  /** Most pairs of browsers need no relay, so a call is not lost because the relay's key is wrong. */
  async #iceServers() {
    return await mintIceServers(this.#env).catch((error: unknown) => {
      log.warn("turn_unavailable", error);
      return [];
    });
  }
}
