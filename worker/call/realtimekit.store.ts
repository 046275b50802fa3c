import * as z from "zod/mini";
import type { Secrets } from "../platform/env.ts";

/** Cloudflare's API; another address only in tests. */
const cloudflare = "https://api.cloudflare.com/client/v4";
/** A caller waits for it. */
const patienceMs = 5_000;

export type RealtimeKitSecrets = Pick<
  Secrets,
  "REALTIMEKIT_ACCOUNT_ID" | "REALTIMEKIT_APP_ID" | "REALTIMEKIT_API_TOKEN" | "REALTIMEKIT_API"
>;

export function hasRealtimeKit(env: RealtimeKitSecrets): boolean {
  return [env.REALTIMEKIT_ACCOUNT_ID, env.REALTIMEKIT_APP_ID, env.REALTIMEKIT_API_TOKEN].every(Boolean);
}

/** What a participant may do in a meeting, made by `npm run realtimekit`. Only agents may remove others. */
export const presets = { agent: "fala-agent", other: "fala-other" } as const;

const named = z.object({ id: z.string(), name: z.string() });
const answers = {
  meeting: z.object({ data: z.object({ id: z.string() }) }),
  participant: z.object({ data: z.object({ id: z.string(), token: z.string() }) }),
  presets: z.object({ data: z.array(named) }),
  webhooks: z.object({ data: z.array(z.object({ id: z.string(), url: z.string() })) }),
  done: z.unknown(),
} as const;

/** Cloudflare RealtimeKit's REST API, as far as calls use it. Every method throws where the service does not do what it is asked. */
export class RealtimeKit {
  readonly #base: string;
  readonly #token: string;
  readonly #ask: typeof fetch;

  constructor(env: RealtimeKitSecrets, ask: typeof fetch = (...request) => fetch(...request)) {
    const account = encodeURIComponent(env.REALTIMEKIT_ACCOUNT_ID ?? "");
    const app = encodeURIComponent(env.REALTIMEKIT_APP_ID ?? "");
    this.#base = `${env.REALTIMEKIT_API ?? cloudflare}/accounts/${account}/realtime/kit/${app}`;
    this.#token = env.REALTIMEKIT_API_TOKEN ?? "";
    this.#ask = ask;
  }

  /** A meeting for one call. `title` is what webhooks say of it: see `meetingTitle`. */
  async createMeeting(title: string): Promise<string> {
    return (await this.#send("POST", "/meetings", { title }, answers.meeting)).data.id;
  }

  /** `id` names the page in webhooks and to the other pages; it is nobody's name. Answers the token of its browser. */
  async addParticipant(meeting: string, who: { id: string; name: string; preset: string }): Promise<string> {
    const body = { custom_participant_id: who.id, name: who.name, preset_name: who.preset };
    const path = `/meetings/${encodeURIComponent(meeting)}/participants`;
    return (await this.#send("POST", path, body, answers.participant)).data.token;
  }

  /** This page is out, also where its browser does not leave. Nothing where it has left already. */
  async kick(meeting: string, participant: string): Promise<void> {
    const path = `/meetings/${encodeURIComponent(meeting)}/active-session/kick`;
    const body = { custom_participant_ids: [participant], participant_ids: [] };
    await this.#send("POST", path, body, answers.done, [404]);
  }

  /** Nobody comes in any more, and whoever is in it is out. */
  async closeMeeting(meeting: string): Promise<void> {
    const path = `/meetings/${encodeURIComponent(meeting)}`;
    await this.#send("PATCH", path, { status: "INACTIVE" }, answers.done);
    await this.#send("POST", `${path}/active-session/kick-all`, {}, answers.done);
  }

  /** Makes the presets, or sets them right. Repeating it changes nothing. */
  async setPresets(): Promise<void> {
    const known = (await this.#send("GET", "/presets?per_page=100", null, answers.presets)).data;
    for (const [kind, name] of Object.entries(presets)) {
      const preset = presetOf(name, kind === "agent");
      const id = known.find((each) => each.name === name)?.id;
      await (id === undefined
        ? this.#send("POST", "/presets", preset, answers.done)
        : this.#send("PATCH", `/presets/${encodeURIComponent(id)}`, preset, answers.done));
    }
  }

  /** Has meetings tell this address who left and when they ended. Repeating it changes nothing. */
  async setWebhook(url: string): Promise<void> {
    const known = (await this.#send("GET", "/webhooks", null, answers.webhooks)).data;
    if (known.some((each) => each.url === url)) return;
    const events = ["meeting.participantLeft", "meeting.ended"];
    await this.#send("POST", "/webhooks", { name: "Fala", url, events, enabled: true }, answers.done);
  }

  async #send<Schema extends z.ZodMiniType>(
    method: string,
    path: string,
    body: object | null,
    schema: Schema,
    alsoFine: readonly number[] = [],
  ): Promise<z.infer<Schema>> {
    const answer = await this.#ask(`${this.#base}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, "content-type": "application/json" },
      ...(body === null ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patienceMs),
    });
    if (!answer.ok && !alsoFine.includes(answer.status))
      throw new Error(`RealtimeKit answered ${answer.status} to ${method} ${path}`);
    return schema.parse(await answer.json());
  }
}

/** Ids have no dots. */
export function meetingTitle(conversation: string, call: string): string {
  return `${conversation}.${call}`;
}

/** As the API wants it: whole. Chat, polls, plugins and recording are not Fala's: messages are in the conversation. */
function presetOf(name: string, isAgent: boolean): object {
  const never = { can_send: false, files: false, text: false };
  const allowed = { can_produce: "ALLOWED" };
  return {
    name,
    config: {
      view_type: "GROUP_CALL",
      max_screenshare_count: 2,
      max_video_streams: { desktop: 24, mobile: 6 },
      media: {
        video: { quality: "hd", frame_rate: 30 },
        screenshare: { quality: "hd", frame_rate: 15 },
        audio: { enable_high_bitrate: false, enable_stereo: false },
      },
    },
    permissions: {
      ...{ accept_waiting_requests: false, can_accept_production_requests: false, can_livestream: false },
      ...{ can_change_participant_permissions: false, can_edit_display_name: false, can_record: false },
      ...{ can_spotlight: false, hidden_participant: false, pin_participant: false, show_participant_list: true },
      ...{ disable_participant_audio: isAgent, disable_participant_video: false },
      ...{ disable_participant_screensharing: false, kick_participant: isAgent },
      ...{ recorder_type: "NONE", waiting_room_type: "SKIP" },
      chat: { public: never, private: { ...never, can_receive: false } },
      connected_meetings: {
        can_alter_connected_meetings: false,
        can_switch_connected_meetings: false,
        can_switch_to_parent_meeting: false,
      },
      media: { audio: allowed, video: allowed, screenshare: allowed },
      plugins: { can_close: false, can_edit_config: false, can_start: false, config: "" },
      polls: { can_create: false, can_view: false, can_vote: false },
    },
    // Required by the API; Fala draws its own.
    ui: {
      design_tokens: {
        ...{ border_radius: "rounded", border_width: "thin", spacing_base: 4, theme: "dark", logo: "" },
        colors: {
          background: { "600": "#222222", "700": "#1f1f1f", "800": "#1b1b1b", "900": "#181818", "1000": "#141414" },
          brand: { "300": "#497cfd", "400": "#356efd", "500": "#2160fd", "600": "#0d51fd", "700": "#0246fd" },
          ...{ danger: "#ff2d2d", success: "#62a504", text: "#eeeeee", text_on_brand: "#eeeeee" },
          ...{ video_bg: "#191919", warning: "#ffcd07" },
        },
      },
    },
  };
}
