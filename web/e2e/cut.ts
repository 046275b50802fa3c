import type { CDPSession, Page, WebSocketRoute } from "@playwright/test";

/**
 * A line between a page and the server that can be cut in ways that no switch of the browser can: what is sent never arrives, or
 * what arrived is never answered.
 */
export class Line {
  /** What the page sends is swallowed. */
  mute = false;
  /** What the server sends is swallowed. */
  deaf = false;
  readonly #open = new Set<WebSocketRoute>();
  #late: (() => void)[] | null = null;

  /** From now on what the server sends waits. */
  holds(): void {
    this.#late ??= [];
  }

  /** What waited arrives, in its order. */
  letsGo(): void {
    const late = this.#late ?? [];
    this.#late = null;
    for (const arrives of late) arrives();
  }

  /** Breaks every socket that is open, as a server that was killed does. The page comes back by itself. */
  async breaks(): Promise<void> {
    const all = [...this.#open];
    this.#open.clear();
    this.#servers.clear();
    await Promise.all(all.map((socket) => socket.close({ code: 1011, reason: "cut" })));
  }

  /** Whether the page has opened a socket, and has not lost it. */
  get isOpen(): boolean {
    return this.#servers.size > 0;
  }

  /** Sends a frame to the server on each open socket, in the page's name. */
  forge(frame: string | Buffer): void {
    for (const socket of this.#servers) socket.send(frame);
  }
  readonly #servers = new Set<WebSocketRoute>();

  /** Puts the line into a page, before its sockets open. */
  static async into(page: Page, sockets = /\/ws\/conversation\//): Promise<Line> {
    const line = new Line();
    await page.routeWebSocket(sockets, (socket) => {
      const server = socket.connectToServer();
      line.#open.add(socket);
      line.#servers.add(server);
      socket.onMessage((frame) => {
        if (!line.mute || frame === "ping") server.send(frame);
      });
      server.onMessage((frame) => {
        if (line.deaf && frame !== "pong") return;
        if (line.#late === null) socket.send(frame);
        else line.#late.push(() => socket.send(frame));
      });
      server.onClose((code, reason) => {
        line.#open.delete(socket);
        line.#servers.delete(server);
        void socket.close({ ...(code === undefined ? {} : { code }), ...(reason === undefined ? {} : { reason }) });
      });
      socket.onClose(() => {
        line.#open.delete(socket);
        line.#servers.delete(server);
        void server.close();
      });
    });
    return line;
  }
}

/** The whole network of a page, to be taken away and given back: its requests, its sockets and every packet of its media. */
export class Network {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  /** Before the page's calls begin: Chromium cuts no media connection that was made while nothing of the network was set. */
  static async of(page: Page): Promise<Network> {
    const network = new Network(await page.context().newCDPSession(page));
    await network.#session.send("Network.enable");
    await network.mend();
    return network;
  }

  cut(): Promise<void> {
    return this.#set(true);
  }

  mend(): Promise<void> {
    return this.#set(false);
  }

  async #set(offline: boolean): Promise<void> {
    // As good as none: zeros would set nothing.
    const barely = { latency: 1, downloadThroughput: 1e9, uploadThroughput: 1e9 };
    const set = { ...barely, offline, packetLoss: offline ? 100 : 0 };
    await this.#session.send("Network.emulateNetworkConditions", set);
  }
}
