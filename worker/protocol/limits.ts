/** Every figure that both sides must agree on. Times in milliseconds, sizes in bytes or characters as named. */
export const limits = {
  /** Characters of one message, note or comment. */
  textCharacters: 10_000,
  /** Bytes of one frame from a client, before it is parsed. */
  frameBytes: 64 * 1024,
  /** Characters of what a customer is typing that are shown to the agent. */
  sneakPeekCharacters: 1_000,
  nameCharacters: 120,
  emailCharacters: 254,
  urlCharacters: 2_000,
  attributeCount: 50,
  attributeKeyCharacters: 64,
  attributeValueCharacters: 500,
  mentions: 20,
  /** Mentions that one agent has not looked at, in one team. */
  mentionsKept: 100,
  /** Entries of one page of a conversation; a client that missed more than this gets a fresh page instead. */
  pageEntries: 50,
  /** How long an agent's own message can be edited or deleted. */
  editWindowMs: 5 * 60_000,
  snoozeMs: 366 * 24 * 3600_000,
  /** A typing signal counts for this long; a client repeats it while typing goes on. */
  typingMs: 6_000,
  /** A client that hears nothing for this long sends `ping`; the object's auto-response answers without waking. */
  heartbeatMs: 25_000,
  /** Without a `pong` within this time the socket is dead and is replaced. */
  pongMs: 10_000,
  /** Commands one socket may send at once, and how many per second it gets back. */
  commandBurst: 40,
  commandsPerSecond: 10,
  /** Refused for their rate, less what was forgiven at `commandsPerSecond`: then the socket is closed with `flood`. */
  floodRefusals: 200,
  /** An agent counts as available for this long after their last socket was lost. */
  availabilityGraceMs: 2 * 60_000,
  /** A conversation in which neither side wrote for this long does not count towards its owner's limit. */
  idleMs: 10 * 60_000,
  /** How long an owner has for their first answer, where the team does not say otherwise. */
  firstReplyMs: 3 * 60_000,
  /** Ranges of one day of business hours, and days that are not as their day of the week. */
  hoursRanges: 6,
  retentionDays: 3_650,
  logoBytes: 512 * 1024,
  greetingCharacters: 300,
  siteOrigins: 50,
  /** How long an identity key may go on beside its successor. */
  keyOverlapHours: 7 * 24,
  holidays: 200,
  /** An agent's picture: a square, in bytes and in pixels of a side. */
  pictureBytes: 128 * 1024,
  pictureSide: 512,
  /** Pages that a customer has seen and that are kept with a conversation. */
  visits: 50,
  /** Agents of one team. */
  teamAgents: 500,
  /** Routing rules of a workspace, conditions of one rule, values of one condition, characters of one value. */
  routingRules: 100,
  routingConditions: 10,
  routingValues: 20,
  routingValueCharacters: 200,
} as const;

/** Of articles. Apart, since the widget's first load carries every figure above. */
export const articleLimits = {
  /** Bytes of an article in one language, as it is sent when it is saved. */
  bytes: 512 * 1024,
  titleCharacters: 160,
  excerptCharacters: 320,
  slugCharacters: 100,
  /** Bytes, and pixels of the longer side, of an image in an article. */
  imageBytes: 8 * 1024 * 1024,
  imageSide: 8_192,
  imageWordsCharacters: 300,
} as const;

/** The heartbeat's two frames. They are not JSON, so the runtime can answer them without waking the object. */
export const PING = "ping";
export const PONG = "pong";
