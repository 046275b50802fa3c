import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { MediaStreamTrack, RTCPeerConnection, RTCRtpTransceiver } from "werift";
import { freePort } from "../../.tools/product.ts";

type Description = { type: "offer" | "answer"; sdp: string };
type Track = { location?: string; sessionId?: string; trackName?: string; mid?: string | null };
type Asked = { sessionDescription?: Description; tracks?: Track[] };
type Published = { transceiver: RTCRtpTransceiver; track: MediaStreamTrack | undefined };
type Session = { connection: RTCPeerConnection; published: Map<string, Published>; timers: NodeJS.Timeout[] };
type Answer = { status: number; body: object };

/** A picture that can be begun with is asked for this often while somebody watches. */
const keyFrameMs = 1_000;
const patienceMs = 30_000;

/**
 * As much of Cloudflare's Realtime SFU as calls use, over its documented HTTP API: sessions, publishing, pulling, renegotiating,
 * closing. Media really passes through it. It has no simulcast and no relay.
 */
export class SfuEmulator {
  readonly #sessions = new Map<string, Session>();
  #server: Server | null = null;

  /** Answers the address that stands in the place of Cloudflare's. */
  async start(): Promise<string> {
    const port = await freePort();
    const server = createServer(async (request, response) => {
      let text = "";
      for await (const chunk of request) text += String(chunk);
      const path = (request.url ?? "").split("?")[0] ?? "";
      const answer = await this.#route(request.method ?? "", path, text).catch((error: unknown): Answer => ({
        status: 500,
        body: { errorCode: "internal_error", errorDescription: String(error) },
      }));
      response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    return `http://127.0.0.1:${port}/v1`;
  }

  async stop(): Promise<void> {
    for (const { connection, timers } of this.#sessions.values()) {
      timers.forEach(clearInterval);
      await connection.close();
    }
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  async #route(method: string, path: string, text: string): Promise<Answer> {
    const asked: Asked = text === "" ? {} : Object(JSON.parse(text));
    const [, act = ""] = /^\/v1\/apps\/[^/]+\/sessions\/(.+)$/.exec(path) ?? [];
    if (`${method} ${act}` === "POST new") return { status: 201, body: { sessionId: await this.#open() } };
    const [id = "", ...rest] = act.split("/");
    const session = this.#sessions.get(id);
    if (session === undefined)
      return { status: 404, body: { errorCode: "session_error", errorDescription: "no such session" } };
    switch (`${method} ${rest.join("/")}`) {
      case "POST tracks/new":
        return { status: 200, body: await this.#tracks(session, asked) };
      case "PUT renegotiate":
        if (asked.sessionDescription) await session.connection.setRemoteDescription(asked.sessionDescription);
        return { status: 200, body: {} };
      case "GET ":
        return { status: 200, body: { tracks: session.connection.getTransceivers().map(({ mid }) => ({ mid })) } };
      case "PUT tracks/close":
        return { status: 200, body: await close(session, asked) };
      default:
        return { status: 404, body: { errorCode: "not_found", errorDescription: path } };
    }
  }

  /** The library loads with the first session: most runs have none. */
  async #open(): Promise<string> {
    const rtc = await import("werift");
    const connection = new rtc.RTCPeerConnection({
      ...{ iceServers: [], iceUseIpv6: false, iceAdditionalHostAddresses: ["127.0.0.1"], bundlePolicy: "max-bundle" },
      codecs: {
        audio: [rtc.useOPUS()],
        video: [rtc.useVP8({ rtcpFeedback: [rtc.useNACK(), rtc.usePLI(), rtc.useREMB()] })],
      },
      headerExtensions: {
        video: [rtc.useSdesMid(), rtc.useAbsSendTime()],
        audio: [rtc.useSdesMid(), rtc.useAbsSendTime()],
      },
    });
    const id = randomUUID().replaceAll("-", "");
    this.#sessions.set(id, { connection, published: new Map(), timers: [] });
    return id;
  }

  #tracks(session: Session, asked: Asked): Promise<object> {
    const isPublishing = asked.tracks?.some(({ location }) => location === "local") ?? false;
    return isPublishing ? publish(session, asked) : this.#pull(session, asked.tracks ?? []);
  }

  async #pull(session: Session, tracks: Track[]): Promise<object> {
    const pulled: (Track & { transceiver?: RTCRtpTransceiver })[] = [];
    for (const track of tracks) {
      const from = await arrived(this.#sessions.get(track.sessionId ?? ""), track.trackName ?? "");
      if (from?.track === undefined) {
        pulled.push(Object.assign(track, { errorCode: "not_found_track_error", errorDescription: "no such track" }));
        continue;
      }
      const { track: media, transceiver: source } = from;
      if (media.kind === "video") {
        const askForPicture = () => media.ssrc && void source.receiver.sendRtcpPLI(media.ssrc).catch(() => undefined);
        session.timers.push(setInterval(askForPicture, keyFrameMs));
      }
      pulled.push({ ...track, transceiver: session.connection.addTransceiver(media, { direction: "sendonly" }) });
    }
    const sessionDescription = await described(session.connection, "offer");
    return {
      requiresImmediateRenegotiation: true,
      tracks: pulled.map(({ transceiver, ...track }) => ({ ...track, mid: transceiver?.mid ?? track.mid })),
      sessionDescription,
    };
  }
}

/** It sends nothing there any more, and what comes in reaches nobody. A page that lets go by itself offers; by force nobody is asked. */
async function close(session: Session, { tracks = [], sessionDescription }: Asked): Promise<object> {
  for (const { mid } of tracks) {
    const transceiver = transceiverOf(session, mid);
    await transceiver?.sender.replaceTrack(null);
    for (const [name, published] of session.published) {
      if (published.transceiver !== transceiver) continue;
      published.track?.stop();
      session.published.delete(name);
    }
  }
  if (sessionDescription) await session.connection.setRemoteDescription(sessionDescription);
  return {
    requiresImmediateRenegotiation: false,
    tracks,
    ...(sessionDescription && { sessionDescription: await described(session.connection, "answer") }),
  };
}

async function publish(session: Session, { sessionDescription, tracks = [] }: Asked): Promise<object> {
  if (sessionDescription) await session.connection.setRemoteDescription(sessionDescription);
  for (const { mid, trackName = "" } of tracks) {
    const transceiver = transceiverOf(session, mid);
    if (transceiver === undefined) continue;
    transceiver.setDirection("recvonly");
    const published: Published = { transceiver, track: transceiver.receiver.tracks[0] };
    transceiver.onTrack.subscribe((track) => (published.track = track));
    session.published.set(trackName, published);
  }
  return {
    requiresImmediateRenegotiation: false,
    tracks: tracks.map(({ mid, trackName }) => ({ mid, trackName })),
    sessionDescription: await described(session.connection, "answer"),
  };
}

/** The API has no trickle: a description is whole. */
async function described(connection: RTCPeerConnection, type: "offer" | "answer"): Promise<Description> {
  await connection.setLocalDescription(await (type === "offer" ? connection.createOffer() : connection.createAnswer()));
  await until(() => connection.iceGatheringState === "complete");
  return { type, sdp: connection.localDescription?.sdp ?? "" };
}

/** Published, and something of it came. */
async function arrived(session: Session | undefined, name: string): Promise<Published | undefined> {
  await until(() => session?.published.get(name)?.track !== undefined);
  return session?.published.get(name);
}

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!isSo() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
}

function transceiverOf({ connection }: Session, mid: string | null | undefined): RTCRtpTransceiver | undefined {
  return connection.getTransceivers().find((each) => each.mid === mid);
}
