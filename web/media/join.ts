import type { CallGrant, CallPeer } from "#protocol/call-message";
import type { CallLine, CallSession, Tracks } from "./session.ts";

export type JoinOptions<Grant extends CallGrant = CallGrant> = {
  grant: Grant;
  /** This page's own id in the call. */
  peer: string;
  /** Everybody who was in it when the grant was made, this page included. */
  roster: readonly CallPeer[];
  line: CallLine;
  /** What is sent from the beginning. */
  tracks: Tracks;
};

/** The transport that a grant names could not be started here. */
export class TransportUnavailable extends Error {}

/**
 * Joins by the transport that the server chose; its code is loaded now. Rejects with `TransportUnavailable` where it does not
 * start: then nothing is left open.
 */
export async function join(options: JoinOptions): Promise<CallSession> {
  const { grant } = options;
  switch (grant.transport) {
    case "mesh": {
      const { joinMesh } = await import("./mesh.ts");
      return joinMesh({ ...options, grant });
    }
    case "sfu": {
      const { joinSfu } = await import("./sfu.ts");
      return await joinSfu({ ...options, grant });
    }
    case "realtimekit": {
      const { joinRealtimeKit } = await import("./realtimekit.ts");
      return await joinRealtimeKit({ ...options, grant });
    }
    default:
      return grant satisfies never;
  }
}
