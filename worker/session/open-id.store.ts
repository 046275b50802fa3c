import * as oauth from "oauth4webapi";
import * as z from "zod/mini";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { log } from "../platform/log.ts";
import { emailSchema } from "../protocol/text.ts";
import type { SingleSignOn } from "./sign-in-setting.store.ts";
import type { Claims } from "./single-sign-on.domain.ts";

type Env = App["Bindings"];

/** What must come back with the answer, kept in the browser that asked (sealed). */
export const attemptSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** The console's address that was asked for. */
  target: z.string(),
  until: z.number(),
});
export type Attempt = z.infer<typeof attemptSchema>;

const attemptMs = 10 * 60_000;
const timeoutMs = 10_000;

/** How the provider is reached: over the network that the deployment has for it, else over the internet. */
function requests(env: Env, issuer: URL) {
  const { IDENTITY_NETWORK: network } = env;
  const send = (url: string, { body, ...init }: oauth.CustomFetchOptions<string, URLSearchParams | undefined>) =>
    network?.fetch(url, body === undefined ? init : { ...init, body }) ?? fetch(url, { ...init, body: body ?? null });
  return {
    [oauth.customFetch]: send,
    // A provider on this machine, for trying it out; anywhere else the connection is encrypted or there is none.
    [oauth.allowInsecureRequests]: isLoopback(issuer),
    signal: () => AbortSignal.timeout(timeoutMs),
  };
}

function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

/** What the provider says of itself. Refuses with `provider_unreachable` where there is none at this issuer. */
export async function discover(env: Env, issuerText: string): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(issuerText);
  try {
    const answer = await oauth.discoveryRequest(issuer, { algorithm: "oidc", ...requests(env, issuer) });
    const server = await oauth.processDiscoveryResponse(issuer, answer);
    if (!server.authorization_endpoint || !server.token_endpoint || !server.jwks_uri) throw new Error("incomplete");
    return server;
  } catch (error) {
    log.warn("provider_unreachable", error);
    throw new FalaError("provider_unreachable", { path: "singleSignOn.issuer" });
  }
}

/** Begins a sign-in at the provider: where to send the browser, and what it must keep meanwhile. */
export async function begin(
  env: Env,
  setting: SingleSignOn,
  { callback, target, hint }: { callback: string; target: string; hint?: string | undefined },
): Promise<{ address: string; attempt: Attempt }> {
  const server = await discover(env, setting.issuer);
  const verifier = oauth.generateRandomCodeVerifier();
  const attempt = {
    ...{ state: oauth.generateRandomState(), nonce: oauth.generateRandomNonce() },
    ...{ verifier, target, until: Date.now() + attemptMs },
  };
  const address = new URL(server.authorization_endpoint ?? "");
  const parameters = {
    ...{ client_id: setting.clientId, redirect_uri: callback, response_type: "code", scope: "openid email profile" },
    ...{ state: attempt.state, nonce: attempt.nonce },
    ...{ code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: "S256" },
    ...(hint === undefined ? {} : { login_hint: hint }),
  };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  return { address: address.href, attempt };
}

const claimsSchema = z.object({
  email: z.optional(z.unknown()),
  email_verified: z.optional(z.union([z.boolean(), z.string()])),
  name: z.optional(z.unknown()),
});

/**
 * Finishes it with what the provider sent back. Checked: the state, who answers (RFC 9207), the code with its verifier, and of the
 * ID token the signature, issuer, audience, time and nonce. Refuses with `sign_on_failed` whatever does not hold.
 */
export async function finish(
  env: Env,
  setting: SingleSignOn,
  { callback, address, attempt }: { callback: string; address: URL; attempt: Attempt },
): Promise<Claims> {
  const server = await discover(env, setting.issuer);
  const options = requests(env, new URL(setting.issuer));
  const client: oauth.Client = { client_id: setting.clientId };
  try {
    const parameters = oauth.validateAuthResponse(server, client, address, attempt.state);
    const proof = proofOf(server, setting.clientSecret);
    const answer = await oauth.authorizationCodeGrantRequest(
      ...([server, client, proof, parameters, callback, attempt.verifier, options] as const),
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer, {
      expectedNonce: attempt.nonce,
      requireIdToken: true,
    });
    // The token came from the provider itself over TLS; its signature is checked all the same.
    await oauth.validateApplicationLevelSignature(server, answer, options);
    const told = oauth.getValidatedIdTokenClaims(tokens);
    if (told === undefined) throw new Error("no ID token");
    const more =
      typeof told["email"] === "string" ? told : await userInfo(server, client, tokens.access_token, told.sub, options);
    return claimsOf(told.sub, more);
  } catch (error) {
    if (error instanceof FalaError) throw error;
    log.warn("sign_on_refused", error);
    throw new FalaError("sign_on_failed");
  }
}

/** Some providers put the e-mail address only here. */
async function userInfo(
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  accessToken: string,
  subject: string,
  options: ReturnType<typeof requests>,
): Promise<oauth.UserInfoResponse | object> {
  if (!server.userinfo_endpoint) return {};
  const answer = await oauth.userInfoRequest(server, client, accessToken, options);
  return await oauth.processUserInfoResponse(server, client, subject, answer);
}

function claimsOf(subject: string, told: object): Claims {
  const claims = z.parse(claimsSchema, told);
  const email = z.safeParse(emailSchema, claims.email);
  const { email_verified: verified } = claims;
  return {
    subject,
    email: email.success ? email.data : null,
    // Some providers write the truth as a text.
    emailVerified: verified === undefined ? null : verified === true || verified === "true",
    name: typeof claims.name === "string" && claims.name.trim() !== "" ? claims.name.trim().slice(0, 120) : null,
  };
}

/** How the provider wants the client to prove itself; a client without a secret has only its verifier. */
function proofOf(server: oauth.AuthorizationServer, secret: string | null): oauth.ClientAuth {
  if (secret === null) return oauth.None();
  const ways = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  return ways.includes("client_secret_basic") ? oauth.ClientSecretBasic(secret) : oauth.ClientSecretPost(secret);
}
