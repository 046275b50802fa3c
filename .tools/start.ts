import { join } from "node:path";
import { setupStateSchema } from "../worker/protocol/setup.ts";
import { build } from "./build.ts";
import { seedDemo, serveShop } from "./demo.ts";
import { startLasting } from "./lasting-product.ts";
import { endWhenAsked, isPortFree, migrate } from "./product.ts";
import { root } from "./run.ts";
import { localSecrets } from "./secrets.ts";

/** `npm start`: the whole product on this machine, with a demo workspace and a shop that carries the widget. */
async function start(): Promise<void> {
  const port = portFrom("PORT", 8787);
  const demoPort = portFrom("DEMO_PORT", 8788);
  if (port === demoPort) throw new Error(`PORT and DEMO_PORT are both ${port}. Choose two different ones.`);
  for (const [name, wanted] of [["PORT", port] as const, ["DEMO_PORT", demoPort] as const]) {
    if (!(await isPortFree(wanted))) {
      throw new Error(
        `Port ${wanted} is in use. Stop what runs there, or choose another one: ${name}=${wanted + 10} npm start`,
      );
    }
  }

  const secrets = localSecrets();
  const persistTo = join(root, ".wrangler/state");
  endWhenAsked();
  console.log("Building …");
  await build();
  console.log("Preparing the local databases …");
  await migrate(persistTo);
  console.log("Starting …");
  const product = await startLasting({ port, persistTo, onReport: (text) => process.stderr.write(text) });

  const token = secrets["SETUP_TOKEN"] ?? "";
  // As said in .dev.vars, or for once: `FALA_DEMO="" npm start`.
  const signIn = process.env["FALA_DEMO"] === "" ? undefined : await seedDemo(product.origin, token, demoPort);
  // Without the demo there is no site for it.
  const shop = signIn && (await serveShop(demoPort, product.origin));
  const entrance = signIn
    ? `Sign in    ${signIn.email}   password: ${signIn.password}`
    : await entranceWithoutDemo(product.origin, token);
  console.log(welcome(product.origin, entrance, shop?.near));
}

/** How the first owner comes in where nobody has yet; whoever has knows it themselves. */
async function entranceWithoutDemo(origin: string, token: string): Promise<string> {
  const answer = await fetch(`${origin}/api/setup`);
  const { needed } = setupStateSchema.parse(await answer.json());
  return needed ? `Set up     with this setup token: ${token}` : "Sign in    as you were set up or invited";
}

function welcome(origin: string, entrance: string, shop: string | undefined): string {
  return [
    "",
    "Fala runs. Ctrl-C stops it; what is written stays in .wrangler/state.",
    "",
    `  Console    ${origin}`,
    `  ${entrance}`,
    ...(shop ? [`  Demo shop  ${shop}   (a customer's view: the widget is in the corner)`] : []),
    "",
  ].join("\n");
}

function portFrom(name: string, usual: number): number {
  const said = process.env[name];
  const port = said === undefined || said === "" ? usual : Number(said);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`${name} must be a port between 1 and 65535, not "${said}".`);
}

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
