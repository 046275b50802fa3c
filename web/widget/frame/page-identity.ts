import { type Accessor, createEffect } from "solid-js";
import type { CustomerConversationStore } from "../../store/customer-conversation-store.ts";
import { fieldsOf, type HostIdentity } from "../host-message.ts";
import type { HostLink } from "./host-link.ts";

/**
 * Says to the server who the page says this is: once for each identity, and as soon as there is a session. A JWT that is
 * about to run out is asked for anew while the old one still holds, so that nobody becomes a stranger in mid-conversation.
 * The page's developer hears at once of what was refused.
 */
export function tellIdentity(options: {
  identity: Accessor<HostIdentity | null>;
  customer: CustomerConversationStore["customer"];
  identify: CustomerConversationStore["identify"];
  post: HostLink["post"];
}): void {
  const { identify, post } = options;
  let told: string | null = null;
  let accepted = false;
  let asked = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  createEffect(() => {
    const identity = options.identity();
    const customer = options.customer();
    if (identity === null || customer === null) return;
    const now = JSON.stringify(identity);
    if (now !== told) {
      told = now;
      accepted = false;
      if ("jwt" in identity || customer.name !== identity.name || customer.email !== identity.email)
        void tell(identity);
    } else if (accepted && "jwt" in identity && !customer.verified) {
      accepted = false;
      renew();
    }
  });

  /** Asks the page for a new JWT; not again before one holds: signed with a wrong key, each would ask for the next without end. */
  const renew = () => {
    if (asked) return;
    asked = true;
    post({ kind: "identity_expired" });
  };

  const tell = async (identity: HostIdentity) => {
    clearTimeout(timer);
    const jwt = "jwt" in identity ? identity.jwt : null;
    const answer = await identify(
      "jwt" in identity ? { kind: "signed", ...identity } : { kind: "unverified", ...identity },
    );
    if (!answer.ok) post({ kind: "problem", sentence: `identify was refused: ${answer.error.code}.` });
    if (jwt === null) return;
    accepted = answer.ok;
    if (answer.ok) {
      asked = false;
      timer = setTimeout(renew, renewInMs(jwt));
    } else if (answer.error.code === "identity_invalid") renew();
  };
}

/** A minute before it runs out; a JWT for a shorter time at half of it. Not more than a day, which timers can wait. */
function renewInMs(jwt: string): number {
  const leftMs = (expiryOf(jwt) ?? Infinity) * 1000 - Date.now();
  return Math.min(Math.max(leftMs - 60_000, leftMs / 2, 5_000), 86_400_000);
}

function expiryOf(jwt: string): number | null {
  try {
    const claims: unknown = JSON.parse(atob((jwt.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/")));
    const { exp } = fieldsOf(claims);
    return typeof exp === "number" ? exp : null;
  } catch {
    return null;
  }
}
