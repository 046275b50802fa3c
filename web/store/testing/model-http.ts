import type { Actor } from "#domain/conversation/conversation";
import type { ErrorCode } from "#protocol/error";
import { errorSentences } from "#protocol/error-sentence";
import { paths } from "#protocol/paths";
import { identifyRequestSchema, startRequestSchema } from "#protocol/widget";
import { parseAs } from "#protocol/codec";
import { listNameSchema, sortSchema } from "#protocol/inbox";
import { comparePlaces, type InboxQuery, matches, placeOf } from "../../connection/inbox-lists.ts";
import { customer, type ModelServer, site, team } from "./model-facts.ts";

const pageRows = 50;

/** The Worker's HTTP in memory, as far as the stores use it. */
export function answerHttp(world: ModelServer, actor: Actor, input: string, init: RequestInit): Response {
  const { pathname, searchParams } = new URL(input, "http://model");
  const text = typeof init.body === "string" ? init.body : "";
  if (pathname === paths.conversations) return list(world, actor, searchParams);
  if (pathname.startsWith(`${paths.conversations}/`)) {
    const row = world.index.get(pathname.slice(paths.conversations.length + 1));
    return row === undefined ? refused(404, "not_found") : Response.json(row);
  }
  if (pathname === paths.widgetSession) return session(world);
  if (pathname === paths.widgetIdentify) {
    return parseAs(identifyRequestSchema, text).ok ? session(world) : refused(400, "invalid_request");
  }
  if (pathname === paths.widgetStart) {
    const asked = parseAs(startRequestSchema, text);
    if (!asked.ok) return refused(400, asked.error.code);
    const { conversation, id, text: words, topic } = asked.value;
    const made = world.conversation(conversation);
    const answer = made.start({ conversation, id, text: words, customer, site, team, topic, page: null });
    return answer.ok ? Response.json({ conversation, seq: answer.publicSeq }) : refused(409, answer.error.code);
  }
  return refused(404, "not_found");
}

function session(world: ModelServer): Response {
  const conversation = [...world.index.values()].find((row) => row.customer.id === customer.id)?.id ?? null;
  const token = `token-${(world.tokens += 1)}`;
  return Response.json({ token, expiresAt: world.clock.now() + 30 * 24 * 3600_000, customer, conversation });
}

/** Pages by keyset, as the index makes them: the cursor is the place of the last row. */
function list(world: ModelServer, actor: Actor, search: URLSearchParams): Response {
  const query: InboxQuery = {
    list: listNameSchema.parse(search.get("list")),
    sort: sortSchema.parse(search.get("sort")),
    team: search.get("team"),
    agent: search.get("agent"),
  };
  const me = { id: actor.kind === "system" ? "" : actor.id, teamIds: [team.id] };
  const [key = Number.NEGATIVE_INFINITY, number = 0] = search.get("cursor")?.split("/").map(Number) ?? [];
  const rows = [...world.index.values()]
    .filter((row) => matches(row, query, me))
    .sort((a, b) => comparePlaces(placeOf(a, query), placeOf(b, query)))
    .filter((row) => comparePlaces(placeOf(row, query), { key, number }) > 0);
  const page = rows.slice(0, pageRows);
  const last = page.at(-1);
  const place = last && placeOf(last, query);
  return Response.json({ rows: page, next: rows.length > pageRows && place ? `${place.key}/${place.number}` : null });
}

function refused(status: number, code: ErrorCode): Response {
  return Response.json({ error: { code, message: errorSentences[code] } }, { status });
}
