const shownToNobody = "a secret, or a key: shown to nobody";
const sameTexts = "the texts of the schema by which it is begun or changed, in which they are planted";
const kept = "what Fala has kept itself: it came in by a schema in which it is planted";
const signed = "what Fala has signed itself";
const machine = "what a machine says to the Worker: ids, codes and figures, shown to nobody";
const query = "what is looked for: a list's name, a cursor, words that stand in the field alone";
const planted = "planted";

const among = (why: string, ...names: string[]) => Object.fromEntries(names.map((name) => [name, why]));

/** Every schema of the Worker that lets markup in, and why it is planted in, or is not: one that nobody thought about fails. */
export const thoughtOf: Record<string, string> = {
  ...among(planted, "agentChangeSchema", "articlePlaceSchema", "articleSaveSchema", "blockDraftSchema"),
  ...among(planted, "categorySaveSchema", "clientMessageSchema", "cobrowseCustomerMessageSchema", "flowCreationSchema"),
  ...among(planted, "guestClientMessageSchema", "hoursChangeSchema", "meChangeSchema", "newTeamSchema"),
  ...among(planted, "routingChangeSchema", "signInChangeSchema", "siteChangeSchema", "startRequestSchema"),
  ...among(planted, "uploadRequestSchema", "workspaceSettingsSchema"),
  "session/open-id.store.ts claimsSchema": "planted: the name that the provider gives a newcomer",
  identifyRequestSchema: "planted by the page's own words to the widget",
  ...among(sameTexts, "acceptInvitationRequestSchema", "blockChangeSchema", "flowChangeSchema", "flowFileSchema"),
  ...among(sameTexts, "setupRequestSchema", "siteFieldsSchema", "teamChangeSchema"),
  "customer/token.store.ts identitySchema": "the name and address that a page may also tell unsigned",
  ...among(shownToNobody, "changePasswordRequestSchema", "flowHostsChangeSchema", "openInvitationRequestSchema"),
  ...among(shownToNobody, "passwordRequestSchema", "restoreFileSchema", "restoreFinishSchema", "restoreRequestSchema"),
  ...among(shownToNobody, "secondFactorRequestSchema", "setupTokenRequestSchema", "signInRequestSchema"),
  ...among("a backup of Fala's own, by who has the setup token", "backupConversationSchema", "restoreRowsSchema"),
  ...among(
    kept,
    "articleDocumentSchema",
    "attributesSchema",
    "authorSchema",
    "entryBodySchema",
    "flowDefinitionSchema",
  ),
  ...among(kept, "inboxRowSchema", "conversation/conversation.store.ts answerSchema"),
  ...among(kept, "conversation/copy.object.ts profileSchema", "conversation/copy.object.ts recordSchema"),
  ...among(kept, "conversation/upload.store.ts claimsSchema", "conversation/upload.store.ts foundSchema"),
  ...among(kept, "conversation/upload.store.ts thumbnailSchema", "inbox/line.store.ts placeInLineSchema"),
  ...among(kept, "inbox/line.store.ts triedSchema"),
  ...among(signed, "attachment/grant.store.ts claimsSchema", "call/guest-link.store.ts linkSchema"),
  ...among(signed, "call/sfu.store.ts passSchema", "customer/token.store.ts claimsSchema"),
  ...among(signed, "session/single-sign-on.routes.ts attemptSchema"),
  ...among(machine, "call/realtimekit-webhook.store.ts eventSchema", "call/realtimekit-webhook.store.ts keySchema"),
  ...among(machine, "call/sfu.store.ts bodySchema", "call/sfu.store.ts openTracksSchema"),
  ...among(machine, "call/turn.store.ts answerSchema", "customer/challenge.store.ts outcomeSchema"),
  "session/access.store.ts claimsSchema": "an address of Cloudflare Access, by which somebody is looked for",
  "customer/place.store.ts cfSchema":
    "a country and a town, as Cloudflare names them; what a browser calls itself is planted",
  ...among(query, "flow/flow.routes.ts figuresQuerySchema", "flow/flow.routes.ts spanSchema"),
  ...among(query, "inbox/inbox.routes.ts listQuerySchema", "inbox/inbox.routes.ts searchQuerySchema"),
  ...among(query, "text-block/text-block.routes.ts pageQuerySchema"),
  cobrowseAgentMessageSchema: "what is typed into a field of the customer's page stands in that field alone",
  "demo/demo.routes.ts requestSchema": "of the demo: origins",
};
