/** The part of Turnstile's script that is used here. */
export type Turnstile = {
  render: (
    place: HTMLElement,
    options: {
      sitekey: string;
      language: string;
      size: "flexible";
      callback: (proof: string) => void;
      "error-callback": () => void;
    },
  ) => string;
  remove: (shown: string) => void;
};

declare global {
  interface Window {
    turnstile?: Turnstile;
  }
}

let loading: Promise<Turnstile> | null = null;

/** Fetches Cloudflare's script the first time that a challenge is asked for: nobody else meets it. Rejects where it does not come. */
export function loadTurnstile(): Promise<Turnstile> {
  loading ??= new Promise<Turnstile>((resolve, reject) => {
    const script = document.createElement("script");
    const failed = () => {
      loading = null;
      script.remove();
      reject(new Error("Turnstile did not load"));
    };
    script.src = "https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit";
    script.addEventListener("load", () => (window.turnstile ? resolve(window.turnstile) : failed()));
    script.addEventListener("error", failed);
    document.head.append(script);
  });
  return loading;
}
