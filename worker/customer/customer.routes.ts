import { type Context, Hono } from "hono";
import { readOfCustomer } from "../inbox/list.store.ts";
import { addressOf, keyOfNetwork } from "../platform/address.ts";
import { readBody } from "../platform/body.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { log } from "../platform/log.ts";
import { conversationObject } from "../platform/objects.ts";
import type { Customer } from "../protocol/customer.ts";
import {
  type IdentifyRequest,
  identifyRequestSchema,
  sessionRequestSchema,
  type StartRequest,
  startRequestSchema,
  type WidgetSession,
} from "../protocol/widget.ts";
import { validSecrets } from "../site/site.domain.ts";
import { findSiteByKey, type SiteRow, turnstileSecretOf } from "../site/site.store.ts";
import { chooseRule } from "../routing/routing.domain.ts";
import { readRules } from "../routing/routing.store.ts";
import { flowOfSite } from "../flow/flow-opening.domain.ts";
import { readFlow, readFlowVersion, readPublished } from "../flow/flow.store.ts";
import { isOpen } from "../hours/hours.domain.ts";
import { readHours } from "../hours/hours.store.ts";
import type { StartFlow } from "../conversation/flow-command.domain.ts";
import { findTeam } from "../team/team.store.ts";
import { isSolved } from "./challenge.store.ts";
import { countStart, isBegun } from "./conversation-start.store.ts";
import { placeOf } from "./place.store.ts";
import {
  anonymousSeconds,
  type CustomerClaims,
  customerIdOf,
  identifiedSeconds,
  readCustomerToken,
  readIdentity,
  signCustomerToken,
} from "./token.store.ts";

/** The widget's own routes. Its frame is a page of our origin, so the same-origin rule of app.ts holds for it too. */
export const widgetRoutes = new Hono<App>()
  /** Opening the chat: a token, and nothing written. A token that still holds is renewed for the same customer. */
  .post("/session", async (c) => {
    const { site: key, token } = await readBody(c, sessionRequestSchema);
    const site = await siteOf(c, key);
    const known = token === null ? null : await readCustomerToken(c.env, token);
    if (known !== null && known.site === site.key) {
      // A signed name lasts as long as the company said: it is renewed by a new one only.
      const exp = known.customer.verified ? known.exp : nowSeconds() + anonymousSeconds;
      return c.json(await session(c, { ...known, exp }));
    }
    const customer = { id: crypto.randomUUID(), name: null, email: null, verified: false };
    return c.json(await session(c, { customer, site: site.key, exp: nowSeconds() + anonymousSeconds }));
  })
  .post("/identify", async (c) => {
    const claims = await customerOf(c);
    const { identity, conversation } = await readBody(c, identifyRequestSchema);
    const site = await siteOf(c, claims.site);
    const named = await identified(site, claims, identity);
    if (conversation !== null)
      await conversationObject(c.env, conversation).identify(claims.customer.id, named.customer);
    return c.json(await session(c, named));
  })
  /** The first message makes the conversation. Its object is made here, by the customer's own request, near to them. */
  .post("/conversations", async (c) => {
    const { customer, site: key } = await customerOf(c);
    const request = await readBody(c, startRequestSchema);
    const { conversation, id, text, attachments, topic, visits, attributes, language, opening } = request;
    const site = await siteOf(c, key);
    await admitStart(c, site, request);
    const db = database(c.env);
    const [page = null] = visits;
    const place = placeOf(c.req.raw, language);
    const facts = { page: page?.url ?? null, language: place.language, topic, attributes, site: site.id };
    const rule = chooseRule(await readRules(db), facts);
    const team = await findTeam(db, rule?.teamId ?? site.defaultTeamId);
    if (team === null) throw new FalaError("unavailable", { retryAfterMs: 30_000 });
    const started = await conversationObject(c.env, conversation).start({
      ...{ id, text, attachments, conversation, customer, team, topic, visits, attributes },
      site: { id: site.id, name: site.name },
      page: page === null ? null : { url: page.url, title: page.title },
      place,
      flow: await flowFor(c, site, team.id, opening),
    });
    if (!started.ok) throw new FalaError(started.error.code);
    return c.json({ conversation, seq: started.value.seq });
  });

/**
 * Lets a conversation begin: of a person, where the site asks for a proof of it, and not more of one address than the site allows.
 * The same again is let in as it was.
 */
async function admitStart(c: Context<App>, site: SiteRow, { conversation, challenge }: StartRequest): Promise<void> {
  const secret = turnstileSecretOf(c.env, site);
  if (secret === null && site.newConversations === null) return;
  const db = database(c.env);
  const from = addressOf(c.req.raw);
  const begun = { address: keyOfNetwork(c.env, "conversation-start", from), conversation };
  if (await isBegun(db, begun)) return;
  if (secret !== null) {
    const proof = { secret, proof: challenge ?? "", address: from, conversation };
    if (challenge === undefined || !(await isSolved(c.env, proof))) throw new FalaError("challenge_required");
  }
  const most = site.newConversations ?? Number.MAX_SAFE_INTEGER;
  if (!(await countStart(db, begun, most, Date.now()))) throw new FalaError("too_many_conversations");
}

/**
 * The flow with which a conversation of this site begins. The one that the customer had before them, in the version in which they had
 * it; else the site's of this hour, which begins with their words. Nobody's first message waits for a flow that cannot be read.
 */
async function flowFor(
  c: Context<App>,
  site: SiteRow,
  teamId: string,
  shown: StartRequest["opening"],
): Promise<StartFlow | null> {
  if (site.openingFlowId === null && site.outsideFlowId === null) return null;
  const db = database(c.env);
  try {
    if (shown !== undefined && [site.openingFlowId, site.outsideFlowId].includes(shown.flow)) {
      const [{ name }, { definition }] = await Promise.all([
        readFlow(db, shown.flow),
        readFlowVersion(db, shown.flow, shown.version),
      ]);
      const { button, value, version } = shown;
      return { flow: { id: shown.flow, name, version, definition }, shown: true, answer: { button, value } };
    }
    const flowId = flowOfSite(site, isOpen(await readHours(db, teamId), Date.now()));
    const flow = flowId === null ? null : await readPublished(db, flowId);
    return flow === null ? null : { flow, shown: false, answer: null };
  } catch (error) {
    log.warn("flow_unreadable", error);
    return null;
  }
}

async function identified(
  site: SiteRow,
  claims: CustomerClaims,
  identity: IdentifyRequest["identity"],
): Promise<CustomerClaims> {
  if (identity.kind === "unverified") {
    // Whoever is signed for stays so: plain words must not rename a verified customer.
    if (claims.customer.verified) throw new FalaError("identity_invalid");
    const { name, email } = identity;
    return { ...claims, customer: { ...claims.customer, name, email } };
  }
  const named = await readIdentity(validSecrets(site, Date.now()), identity.jwt);
  if (named === null) throw new FalaError("identity_invalid");
  const customer: Customer = {
    id: await customerIdOf(site.id, named.sub),
    name: named.name ?? null,
    email: named.email ?? null,
    verified: true,
  };
  return { customer, site: site.key, exp: Math.min(named.exp, nowSeconds() + identifiedSeconds) };
}

async function session(c: Context<App>, claims: CustomerClaims): Promise<WidgetSession> {
  return {
    token: await signCustomerToken(c.env, claims),
    expiresAt: claims.exp * 1000,
    customer: claims.customer,
    conversation: await newestConversation(c, claims.customer.id),
  };
}

/** The index may be behind or away; the widget remembers its own conversation, so this may say null. */
async function newestConversation(c: Context<App>, customerId: string): Promise<string | null> {
  try {
    return (await readOfCustomer(c.env.DB, customerId))[0]?.id ?? null;
  } catch (error) {
    log.warn("index_unreadable", error);
    return null;
  }
}

async function siteOf(c: Context<App>, key: string): Promise<SiteRow> {
  const site = await findSiteByKey(database(c.env), key);
  if (site === null) throw new FalaError("not_found");
  return site;
}

async function customerOf(c: Context<App>): Promise<CustomerClaims> {
  const token = /^Bearer (.+)$/.exec(c.req.header("authorization") ?? "")?.[1];
  const claims = token === undefined ? null : await readCustomerToken(c.env, token);
  if (claims === null) throw new FalaError("customer_token_invalid");
  return claims;
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
