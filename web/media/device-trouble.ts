/**
 * Why a microphone, a camera or a screen cannot be used. `denied`: somebody, or the browser, said no. `policy`: the page around does not
 * let us ask. `missing`: there is none. `busy`: another program has it. `insecure`: this page is not encrypted. `unsupported`: this
 * browser cannot (no browser of a phone shares a screen). `cancelled`: nothing was chosen.
 */
export type DeviceTrouble =
  | "denied"
  | "policy"
  | "missing"
  | "busy"
  | "insecure"
  | "unsupported"
  | "cancelled"
  | "failed";

export type Wanted = "microphone" | "camera" | "screen";

const features = { microphone: "microphone", camera: "camera", screen: "display-capture" } as const;

/** What an exception of getUserMedia or getDisplayMedia means for the person. */
export function troubleOf(error: unknown, wanted: Wanted): DeviceTrouble {
  // Not every browser makes its refusals errors.
  const { name, message }: { name?: unknown; message?: unknown } = Object(error);
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
      if (!isAllowedHere(wanted)) return "policy";
      return wanted === "screen" && !/system/i.test(String(message)) ? "cancelled" : "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    case "InvalidStateError":
    case "TypeError":
      return "unsupported";
    default:
      return "failed";
  }
}

/** Why it cannot even be asked for; null: it can. */
export function knownTrouble(wanted: Wanted): DeviceTrouble | null {
  if (!window.isSecureContext) return "insecure";
  const devices: Partial<MediaDevices> | undefined = navigator.mediaDevices;
  if (typeof devices?.getUserMedia !== "function") return "unsupported";
  if (wanted === "screen" && typeof devices.getDisplayMedia !== "function") return "unsupported";
  return isAllowedHere(wanted) ? null : "policy";
}

/** Whether this browser can share a screen at all. Phones cannot. */
export function canShareScreen(): boolean {
  return knownTrouble("screen") !== "unsupported";
}

type Policy = { allowsFeature?: (feature: string) => boolean };

/** What the pages around allow; browsers that do not say count as allowing. */
function isAllowedHere(wanted: Wanted): boolean {
  const { permissionsPolicy, featurePolicy }: { permissionsPolicy?: Policy; featurePolicy?: Policy } =
    document as Document & {
      permissionsPolicy?: Policy;
      featurePolicy?: Policy;
    };
  return (permissionsPolicy ?? featurePolicy)?.allowsFeature?.(features[wanted]) ?? true;
}
