import type { Secrets } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import type { CallPerson, CallPurpose, CallTransport } from "../protocol/call.ts";
import type { CallGrant } from "../protocol/call-message.ts";
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
 * adds it here, in `grantFor`, and in web/media/join.ts.
 */
export function transportFor(_env: Secrets, _purpose: CallPurpose): CallTransport {
  return "mesh";
}

/** Lets one page in. Throws where the transport cannot: then the call says so and offers the mesh. */
export async function grantFor(env: Secrets, { transport }: Entrance): Promise<CallGrant> {
  switch (transport) {
    case "mesh":
      return { transport, iceServers: await meshIceServers(env) };
    case "realtimekit":
    case "sfu":
      throw new Error(`${transport} is not set up here`);
    default:
      return transport satisfies never;
  }
}

/** Most pairs of browsers need no relay, so a call is not lost because the relay's key is wrong. */
async function meshIceServers(env: Secrets) {
  return await mintIceServers(env).catch((error: unknown) => {
    log.warn("turn_unavailable", error);
    return [];
  });
}
