/** What happens to the frames of one page's sockets, and who listens to them. */
export type Line = {
  headers: Record<string, string>;
  /** Every text frame that arrived, as it came, before anything is done to it. */
  arrived: (raw: string) => void;
  /** Lets a frame through; or later, or twice: where frames are repeated, shuffled or delayed. */
  out: (send: () => void) => void;
  in: (deliver: () => void) => void;
};

const lines = new Map<string, Line>();

/** Names a line in an address; it is taken out again before the address is used. */
const key = "bench-line";

/** Gives a page's sockets a line of their own: connect to the path that this answers. */
export function lineFor(name: string, line: Line, path: string): string {
  lines.set(name, line);
  return `${path}?${key}=${encodeURIComponent(name)}`;
}

/**
 * A browser's WebSocket for the product's client in Node: says from which page it comes and brings the cookie, which a page
 * cannot choose; and is tapped, below everything that the client does with frames.
 */
class PageSocket extends WebSocket {
  static opened = 0;
  readonly #line: Line | undefined;

  constructor(address: string | URL, protocols: string | string[] | object = []) {
    const url = new URL(address);
    const name = url.searchParams.get(key);
    url.searchParams.delete(key);
    const line = name === null ? undefined : lines.get(name);
    const origin = url.origin.replace(/^ws/, "http");
    // Node's takes headers, which the types of browsers do not know; who is no page brings them along.
    const isPage = typeof protocols === "string" || Array.isArray(protocols);
    const options: object = isPage ? { protocols, headers: { origin, ...line?.headers } } : protocols;
    super(url, options as string[]);
    PageSocket.opened += 1;
    this.#line = line;
    super.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (typeof data === "string") line?.arrived(data);
    });
  }

  override send(data: string | Blob | BufferSource): void {
    const send = () => {
      if (this.readyState === WebSocket.OPEN) super.send(data as string);
    };
    // The heartbeat is the line's own.
    if (this.#line === undefined || data === "ping") send();
    else this.#line.out(send);
  }

  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void {
    const line = this.#line;
    if (line === undefined || type !== "message" || typeof listener !== "function")
      return super.addEventListener(type, listener, options);
    super.addEventListener(
      type,
      (event) => {
        const deliver = () => {
          if (this.readyState === WebSocket.OPEN) listener.call(this, event);
        };
        if (event instanceof MessageEvent && event.data === "pong") deliver();
        else line.in(deliver);
      },
      options,
    );
  }
}

/** How many sockets were asked for until now: those that nobody waited for count too. */
export const socketsAskedFor = (): number => PageSocket.opened;

/** The product's client takes the WebSocket of the page that it is on. */
export function installPageSocket(): void {
  globalThis.WebSocket = PageSocket;
}
