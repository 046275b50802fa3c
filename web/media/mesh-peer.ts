import type { CallSignalData } from "#protocol/call-message";
import { LinkMeter } from "./link-meter.ts";
import { Silence } from "./silence.ts";
import { type LinkFigures, type LinkState, type Slot, slots, type Tracks } from "./session.ts";

/** How long an interrupted link may mend itself before it is negotiated anew. */
const mendMs = 2_000;
/** A link that does not come up is negotiated anew this often. */
const againMs = 5_000;
/** Candidates of one moment go in one signal. */
const gatherMs = 25;

/** What two pages of a mesh tell each other. */
type MeshSignal = Exclude<CallSignalData, { kind: "tracks" }>;
type Candidate = Extract<CallSignalData, { kind: "candidates" }>["candidates"][number];

/** What is sent of each slot at most, in bits per second, by how many others are in the call. A screen is text: it needs its resolution more than its rate. */
const cameraBits = [1_500_000, 900_000, 600_000] as const;
const screenBits = 2_500_000;

/**
 * The link to one other page. Four fixed slots, offered once by who comes in; what is switched on and off later is another
 * track in the same slot, without any negotiation. Negotiation happens anew for a restart of ICE alone, and then both may begin
 * ("perfect negotiation": who came in is the polite one).
 */
export class MeshPeer {
  readonly tracks: Tracks = {};
  #state: LinkState = "connecting";
  readonly #connection: RTCPeerConnection;
  readonly #offers: boolean;
  readonly #send: (data: MeshSignal) => void;
  readonly #changed: () => void;
  readonly #local: () => Tracks;
  readonly #bySlot = new Map<Slot, RTCRtpTransceiver>();
  #others = 1;
  #making = false;
  #ignored = false;
  #answering = false;
  #early: Candidate[] = [];
  #gathered: Candidate[] = [];
  #gathering: ReturnType<typeof setTimeout> | null = null;
  #mending: ReturnType<typeof setTimeout> | null = null;
  /** Signals are worked on one after the other. */
  #turn: Promise<void> = Promise.resolve();
  readonly #meter = new LinkMeter();
  readonly #silence: Silence;

  /** `offers`: this page came in, and the other one was there. */
  constructor(options: {
    iceServers: RTCIceServer[];
    offers: boolean;
    local: () => Tracks;
    send: (data: MeshSignal) => void;
    changed: () => void;
  }) {
    this.#offers = options.offers;
    this.#send = options.send;
    this.#changed = options.changed;
    this.#local = options.local;
    this.#connection = new RTCPeerConnection({ iceServers: options.iceServers, bundlePolicy: "max-bundle" });
    const connection = this.#connection;
    connection.onnegotiationneeded = () => {
      // Who was there waits for the offer.
      if (this.#offers || connection.remoteDescription !== null) void this.#offer();
    };
    connection.onicecandidate = ({ candidate }) => candidate !== null && this.#gather(candidate);
    connection.onconnectionstatechange = () => this.#moved();
    this.#silence = new Silence(connection, { changed: () => this.#changed(), back: () => void this.#beginPictures() });
    if (this.#offers) {
      for (const slot of slots) {
        const kind = slot === "camera" || slot === "screen" ? "video" : "audio";
        this.#bind(slot, connection.addTransceiver(kind, { direction: "sendrecv" }));
      }
      void this.applyAll();
    }
    // Who offered and hears nothing offers again; who waits for an offer may have missed it.
    this.#again();
  }

  /** As the browser has it, or as it is in truth: it says late that nothing comes any more. */
  get link(): LinkState {
    return this.#state === "connected" && this.#silence.is ? "interrupted" : this.#state;
  }

  /** Puts what this page sends in this slot now on the link. */
  async apply(slot: Slot): Promise<void> {
    const sender = this.#bySlot.get(slot)?.sender;
    if (sender === undefined) return;
    await sender.replaceTrack(this.#local()[slot] ?? null);
    await this.#bound(slot, sender);
  }

  async applyAll(): Promise<void> {
    await Promise.all(slots.map((slot) => this.apply(slot)));
  }

  /** So many others are in the call: what goes to each of them shares this page's line. */
  async setOthers(others: number): Promise<void> {
    if (others === this.#others) return;
    this.#others = others;
    const sender = this.#bySlot.get("camera")?.sender;
    if (sender?.track) await this.#bound("camera", sender);
  }

  receive(data: MeshSignal): void {
    this.#turn = this.#turn.then(() => this.#take(data)).catch((error: unknown) => this.#confused(error));
  }

  /** The way to the other page may be another one now: looks for it, if nothing comes. */
  restart(): void {
    const { connectionState, localDescription, signalingState } = this.#connection;
    if (connectionState === "closed") return;
    // An offer that was lost on the way: the same one again.
    if (signalingState === "have-local-offer" && localDescription !== null) return this.#describe(localDescription);
    if (this.link !== "connected" && this.#connection.remoteDescription !== null) this.#connection.restartIce();
  }

  figures(): Promise<LinkFigures> {
    return this.#meter.read(this.#connection);
  }

  close(): void {
    if (this.#gathering !== null) clearTimeout(this.#gathering);
    if (this.#mending !== null) clearTimeout(this.#mending);
    this.#silence.stop();
    this.#connection.close();
  }

  async #take(data: MeshSignal): Promise<void> {
    if (data.kind === "candidates") {
      for (const candidate of data.candidates) {
        if (this.#connection.remoteDescription === null) this.#early.push(candidate);
        else await this.#addCandidate(candidate);
      }
      return;
    }
    const { signalingState } = this.#connection;
    const isFree = signalingState === "stable" || (signalingState === "have-local-offer" && this.#answering);
    const collides = data.type === "offer" && (this.#making || !isFree);
    this.#ignored = collides && !this.#offers;
    if (this.#ignored) return;
    this.#answering = data.type === "answer";
    await this.#connection.setRemoteDescription({ type: data.type, sdp: data.sdp });
    this.#answering = false;
    for (const candidate of this.#early.splice(0)) await this.#addCandidate(candidate);
    if (data.type === "answer") return;
    for (const [index, slot] of slots.entries()) {
      const transceiver = this.#connection.getTransceivers()[index];
      if (transceiver !== undefined && !this.#bySlot.has(slot)) this.#bind(slot, transceiver);
    }
    // Before the answer, which says what this side will send.
    await this.applyAll();
    await this.#connection.setLocalDescription();
    if (this.#connection.localDescription !== null) this.#describe(this.#connection.localDescription);
  }

  async #addCandidate({ candidate, mid, line, fragment = null }: Candidate): Promise<void> {
    try {
      await this.#connection.addIceCandidate({
        ...{ candidate, sdpMid: mid, sdpMLineIndex: line, usernameFragment: fragment },
      });
    } catch (error) {
      // Candidates of an offer that was ignored belong to nothing.
      if (!this.#ignored) this.#confused(error);
    }
  }

  #bind(slot: Slot, transceiver: RTCRtpTransceiver): void {
    this.#bySlot.set(slot, transceiver);
    if (transceiver.direction !== "sendrecv") transceiver.direction = "sendrecv";
    this.tracks[slot] = transceiver.receiver.track;
    this.#changed();
  }

  async #bound(slot: Slot, sender: RTCRtpSender): Promise<void> {
    if (sender.track === null || (slot !== "camera" && slot !== "screen")) return;
    const parameters = sender.getParameters();
    const [encoding] = parameters.encodings;
    if (encoding === undefined) return;
    const most = cameraBits[Math.min(this.#others, cameraBits.length) - 1] ?? cameraBits[0];
    encoding.maxBitrate = slot === "screen" ? screenBits : most;
    parameters.degradationPreference = slot === "screen" ? "maintain-resolution" : "balanced";
    // Refused by a browser that is negotiating at this moment: then the browser's own bounds hold.
    await sender.setParameters(parameters).catch(() => undefined);
  }

  async #offer(): Promise<void> {
    try {
      this.#making = true;
      await this.#connection.setLocalDescription();
      if (this.#connection.localDescription !== null) this.#describe(this.#connection.localDescription);
    } catch (error) {
      this.#confused(error);
    } finally {
      this.#making = false;
    }
  }

  #describe({ type, sdp }: RTCSessionDescription): void {
    if (type === "offer" || type === "answer") this.#send({ kind: "description", type, sdp });
  }

  #gather({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidate): void {
    if (candidate === "") return;
    this.#gathered.push({ candidate, mid: sdpMid, line: sdpMLineIndex, fragment: usernameFragment });
    this.#gathering ??= setTimeout(() => {
      this.#gathering = null;
      const all = this.#gathered.splice(0);
      for (let at = 0; at < all.length; at += 32) {
        this.#send({ kind: "candidates", candidates: all.slice(at, at + 32) });
      }
    }, gatherMs);
  }

  #moved(): void {
    const { connectionState } = this.#connection;
    const was = this.#state;
    if (connectionState === "connected") this.#state = "connected";
    else if (connectionState === "disconnected") this.#state = "interrupted";
    else if (connectionState === "failed") this.#state = "lost";
    if (this.#mending !== null) clearTimeout(this.#mending);
    if (this.#state !== "connected") this.#again(connectionState === "failed" ? 0 : mendMs);
    if (was !== this.#state) this.#changed();
  }

  /**
   * The other page has missed some pictures: the next ones can be begun with. It would ask for them by itself, and be seconds late.
   * Browsers that do not know the wish ignore it.
   */
  async #beginPictures(): Promise<void> {
    const wish = { encodingOptions: [{ keyFrame: true }] };
    for (const slot of ["camera", "screen"] as const) {
      const sender = this.#bySlot.get(slot)?.sender;
      if (sender?.track) await sender.setParameters(sender.getParameters(), wish).catch(() => undefined);
    }
  }

  #again(afterMs = againMs): void {
    this.#mending = setTimeout(() => {
      this.restart();
      if (this.#state !== "connected") this.#again();
    }, afterMs);
  }

  /** What the other page said makes no sense here: a fresh negotiation sets both right. */
  #confused(error: unknown): void {
    if (this.#connection.connectionState === "closed") return;
    console.warn("call: a signal could not be used", error);
  }
}
