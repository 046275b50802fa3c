/** Figures of co-browsing that both sides must agree on. Apart, since the widget's first load carries those of limits.ts. */
export const cobrowseLimits = {
  /** Nobody answered for this long: missed. */
  answerMs: 60_000,
  /** The same for control. */
  controlAnswerMs: 30_000,
  /** Nobody did anything for this long: the session ends. */
  idleMs: 10 * 60_000,
  /** No tab of the customer's, or no agent, for this long: the session ends. A page load is far shorter. */
  goneMs: 2 * 60_000,
  /** Whether the agents may still watch is asked this often. */
  recheckMs: 60_000,
  /** Bytes of one binary frame; a larger batch of events goes in several. Small, or whatever else a server does would wait for one. */
  frameBytes: 64 * 1024,
  /** Frames of one batch that are sent before the server has said that it has the first of them. */
  framesAhead: 4,
  /** Bytes of all frames of one batch, as they are sent. */
  batchBytes: 16 * 1024 * 1024,
  /** Bytes that a batch may inflate to. */
  inflatedBytes: 64 * 1024 * 1024,
  /** A batch above this is compressed. */
  compressAbove: 4 * 1024,
  /** Bytes a customer may send at once, and how many they get back per second. */
  burstBytes: 32 * 1024 * 1024,
  bytesPerSecond: 2 * 1024 * 1024,
  /** Frames that were refused, less one forgiven each second: then the session is ended. */
  badFrames: 10,
  /** Bytes that an agent has not said to have: beyond it they get nothing until they caught up, and then a key frame. */
  unreadBytes: 4 * 1024 * 1024,
  /** Text frames, of either side. */
  textBytes: 32 * 1024,
  /** Agents who watch at once. */
  watchers: 20,
  /** Nodes and milliseconds of a snapshot beyond which a page is too heavy to be shown this way. */
  heavyNodes: 20_000,
  heavyMs: 300,
} as const;
