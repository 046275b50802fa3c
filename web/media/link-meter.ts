import type { LinkFigures } from "./session.ts";

/** How well media comes over one connection, since it was asked last. */
export class LinkMeter {
  #before = new Map<string, { received: number; lost: number }>();

  async read(connection: RTCPeerConnection): Promise<LinkFigures> {
    const figures: LinkFigures = { roundTripMs: null, loss: null, jitterMs: null };
    let [received, lost] = [0, 0];
    const report = await connection.getStats();
    for (const stat of report.values()) {
      if (stat.type === "candidate-pair" && stat.nominated && typeof stat.currentRoundTripTime === "number")
        figures.roundTripMs = stat.currentRoundTripTime * 1_000;
      if (stat.type !== "inbound-rtp") continue;
      const before = this.#before.get(stat.id) ?? { received: 0, lost: 0 };
      const now = { received: stat.packetsReceived ?? 0, lost: stat.packetsLost ?? 0 };
      this.#before.set(stat.id, now);
      received += now.received - before.received;
      lost += now.lost - before.lost;
      if (stat.kind === "audio" && typeof stat.jitter === "number" && now.received > before.received)
        figures.jitterMs = Math.max(figures.jitterMs ?? 0, stat.jitter * 1_000);
    }
    if (received + lost > 0) figures.loss = Math.max(0, lost / (received + lost));
    return figures;
  }
}
