import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext } from "@playwright/test";

const person = "a person";

/**
 * As much of Cloudflare's siteverify as Fala uses, as it is documented: a proof is good once, and for whoever has a secret. Answers the
 * address that stands in the place of Cloudflare's.
 */
export async function serveTurnstile(): Promise<{ origin: string; stop: () => void }> {
  const used = new Set<string>();
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    const asked = new URLSearchParams(text);
    const proof = asked.get("response") ?? "";
    const success = Boolean(asked.get("secret")) && proof.startsWith(person) && !used.has(proof);
    used.add(proof);
    const codes = success ? [] : ["invalid-input-response"];
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ success, "error-codes": codes }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, stop: () => server.close() };
}

/** Whether this browser gets Turnstile's script, and what its box gives when it is pressed: the proof of a person, or one that is no good. */
export type Turnstile = "blocked" | "person" | "machine";

/**
 * Puts a box of Turnstile's size and calls into the place of its script. Answers what changes what it does from then on.
 */
export async function standInForTurnstile(context: BrowserContext): Promise<(as: Turnstile) => void> {
  let now: Turnstile = "blocked";
  await context.route("https://challenges.cloudflare.com/turnstile/v0/api.js?*", async (route) => {
    if (now === "blocked") await route.abort();
    else await route.fulfill({ contentType: "text/javascript", body: script });
  });
  await context.exposeFunction("proofOfTurnstile", () =>
    now === "person" ? `${person} ${randomUUID()}` : "a machine",
  );
  return (as) => (now = as);
}

/** The widget of "flexible" size: as wide as its place, 300 pixels at least, 65 high. */
const script = `
  window.turnstile = {
    render(place, { sitekey, language, size, callback }) {
      if (size !== "flexible" || !sitekey || !language) throw new Error("not as Turnstile wants it");
      const box = document.createElement("button");
      box.type = "button";
      box.textContent = "Verify you are human";
      for (const [name, value] of Object.entries({ width: "100%", minWidth: "300px", height: "65px", border: "1px solid #797979", background: "#fafafa", color: "#222" }))
        box.style[name] = value;
      box.onclick = () => proofOfTurnstile().then(callback);
      place.append(box);
      return "shown";
    },
    remove() {
      document.querySelector(".message-challenge")?.replaceChildren();
    },
  };
`;
