import { createHash } from "node:crypto";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";

export const issuer = "https://sign-in.acme.test";
export const accessTeam = "acme.cloudflareaccess.com";

type Person = { sub: string; email?: string; email_verified?: boolean | string; name?: string };

type Begun = { nonce: string; challenge: string; callback: string; person: Person };

/**
 * An OpenID Connect provider and the keys of Cloudflare Access, reached through a network binding. It checks what a provider checks
 * (client, redirect, the code once, PKCE), and can be told to misbehave.
 */
export class Provider {
  /** What it does wrong: claims that replace the right ones, a foreign key, an answer without a token. */
  wrong: { claims?: JWTPayload; key?: "foreign"; answer?: "error" } = {};
  readonly #codes = new Map<string, Begun>();
  readonly #keys;
  readonly #foreign;

  private constructor(
    keys: Awaited<ReturnType<typeof generateKeyPair>>,
    foreign: Awaited<ReturnType<typeof generateKeyPair>>,
  ) {
    this.#keys = keys;
    this.#foreign = foreign;
  }

  static async start(): Promise<Provider> {
    return new Provider(await generateKeyPair("RS256"), await generateKeyPair("RS256"));
  }

  /** The person signs in there; answers with the address to which the browser is sent back. */
  authorize(address: string, person: Person): string {
    const asked = new URL(address).searchParams;
    const wanted = (name: string) => asked.get(name) ?? "";
    if (wanted("client_id") !== "fala" || wanted("code_challenge_method") !== "S256") throw new Error("not our client");
    const code = crypto.randomUUID();
    const [nonce, challenge, callback] = [wanted("nonce"), wanted("code_challenge"), wanted("redirect_uri")];
    this.#codes.set(code, { nonce, challenge, callback, person });
    const back = new URL(callback);
    back.searchParams.set("code", code);
    back.searchParams.set("state", wanted("state"));
    back.searchParams.set("iss", issuer);
    return back.href;
  }

  /** What Access puts on a request. */
  async assertion(claims: JWTPayload, key: "right" | "foreign" = "right"): Promise<string> {
    return await this.#sign({ iss: `https://${accessTeam}`, aud: "access-tag", ...claims }, key);
  }

  readonly fetch = async (url: string, init?: RequestInit): Promise<Response> => {
    switch (new URL(url).href) {
      case `${issuer}/.well-known/openid-configuration`:
        return Response.json({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          response_types_supported: ["code"],
          subject_types_supported: ["public"],
          id_token_signing_alg_values_supported: ["RS256"],
          token_endpoint_auth_methods_supported: ["client_secret_basic"],
          authorization_response_iss_parameter_supported: true,
        });
      case `${issuer}/token`:
        return await this.#token(
          new Headers(init?.headers),
          new URLSearchParams(await new Response(init?.body ?? "").text()),
        );
      case `${issuer}/keys`:
      case `https://${accessTeam}/cdn-cgi/access/certs`:
        return Response.json({ keys: [{ ...(await exportJWK(this.#keys.publicKey)), alg: "RS256", kid: "1" }] });
      default:
        return new Response("nothing here", { status: 404 });
    }
  };

  async #token(headers: Headers, body: URLSearchParams): Promise<Response> {
    const refused = (error: string) => Response.json({ error }, { status: 400 });
    // RFC 6749 §2.3.1: both parts are form-encoded first.
    const client = decodeURIComponent(atob((headers.get("authorization") ?? "").replace("Basic ", "")));
    if (client !== "fala:the-client-secret") return refused("invalid_client");
    const begun = this.#codes.get(body.get("code") ?? "");
    this.#codes.delete(body.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(body.get("code_verifier") ?? "")
      .digest("base64url");
    if (begun?.challenge !== challenge || begun.callback !== body.get("redirect_uri")) return refused("invalid_grant");
    if (this.wrong.answer === "error") return refused("invalid_grant");
    const claims = { iss: issuer, aud: "fala", nonce: begun.nonce, ...begun.person, ...this.wrong.claims };
    return Response.json({
      access_token: "an-access-token",
      token_type: "Bearer",
      id_token: await this.#sign(claims, this.wrong.key ?? "right"),
    });
  }

  async #sign(claims: JWTPayload, key: "right" | "foreign"): Promise<string> {
    const jwt = new SignJWT({ ...claims }).setProtectedHeader({ alg: "RS256", kid: "1" }).setIssuedAt();
    if (claims.exp === undefined) jwt.setExpirationTime("5m");
    return await jwt.sign((key === "right" ? this.#keys : this.#foreign).privateKey);
  }
}
