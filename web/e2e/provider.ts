import { createServer } from "node:http";
import Provider from "oidc-provider";

export type RunningProvider = { issuer: string; stop: () => void };

/**
 * A certified OpenID Connect provider on loopback, which lets everybody in under the name they type and says that their
 * e-mail address is verified. It insists on PKCE. `name`: what it calls them, else what stands before the address's @.
 */
export async function startProvider(
  origin: string,
  client: { id: string; secret: string },
  name?: string,
): Promise<RunningProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const issuer = `http://127.0.0.1:${address.port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [`${origin}/api/session/single-sign-on/callback`],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: ["a-key-of-the-scenario"] },
    pkce: { required: () => true },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: id, email_verified: true, name: name ?? id.split("@")[0] }),
    }),
  });
  server.on("request", provider.callback());
  return {
    issuer,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
