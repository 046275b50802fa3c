import { createHash } from "node:crypto";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";

export const issuer = "https://sign-in.acme.test";
export const accessTeam = "acme.cloudflareaccess.com";

type Person = { sub: string; email?: string; email_verified?: boolean | string; name?: string };

type Keys = Record<"right" | "previous" | "foreign", Awaited<ReturnType<typeof generateKeyPair>>>;

type Begun = { nonce: string; challenge: string; callback: string; person: Person };

/**
 * An OpenID Connect provider and the keys of Cloudflare Access, reached through a network binding. It checks what a provider checks
 * (client, redirect, the code once, PKCE), and can be told to misbehave.
 */
export class Provider {
  /** What it does wrong: claims that replace the right ones, a foreign key, an answer without a token. */
  wrong: { claims?: JWTPayload; key?: "foreign"; answer?: "error" } = {};
  readonly #codes = new Map<string, Begun>();
  readonly #keys: Keys;

  private constructor(keys: Keys) {
    this.#keys = keys;
  }

  static async start(): Promise<Provider> {
    const [right, previous, foreign] = await Promise.all([1, 2, 3].map(() => generateKeyPair("RS256")));
    if (!right || !previous || !foreign) throw new Error("no keys");
    return new Provider({ right, previous, foreign });
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

  /**
   * What Access puts on a request, with the claims of Cloudflare's page "Application token": the audience is a list, `type` says
   * what for, and a service token has an empty `sub` and a `common_name` in the place of the e-mail address.
   */
  async assertion(claims: JWTPayload, key: keyof Keys = "right"): Promise<string> {
    const nbf = Math.floor(Date.now() / 1000);
    const common = { iss: `https://${accessTeam}`, aud: ["access-tag"], type: "app", nbf, country: "BR" };
    return await this.#sign({ ...common, identity_nonce: "6ei69kawdKzMIAPF", ...claims }, key);
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
        return Response.json({ keys: [await this.#jwk("right")] });
      // As on Cloudflare's page "Validate JWTs": the key of today and the one before it, and both once more in PEM.
      case `https://${accessTeam}/cdn-cgi/access/certs`:
        return Response.json({
          keys: [await this.#jwk("previous"), await this.#jwk("right")],
          public_cert: { kid: "right", cert: "-----BEGIN CERTIFICATE-----" },
          public_certs: [],
        });
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

  async #jwk(key: keyof Keys) {
    return { ...(await exportJWK(this.#keys[key].publicKey)), alg: "RS256", use: "sig", kid: key };
  }

  /** A foreign key says that it is the right one. */
  async #sign(claims: JWTPayload, key: keyof Keys): Promise<string> {
    const kid = key === "foreign" ? "right" : key;
    const jwt = new SignJWT({ ...claims }).setProtectedHeader({ alg: "RS256", kid, typ: "JWT" }).setIssuedAt();
    if (claims.exp === undefined) jwt.setExpirationTime("5m");
    return await jwt.sign(this.#keys[key].privateKey);
  }
}
