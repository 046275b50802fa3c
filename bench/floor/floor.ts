import { DurableObject } from "cloudflare:workers";

/** The platform's floor: an object that inserts one row and relays, with nothing around it. */
export class Floor extends DurableObject<object> {
  constructor(ctx: DurableObjectState, env: object) {
    super(ctx, env);
    ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS message (seq INTEGER PRIMARY KEY, body TEXT)");
  }

  override fetch(): Response {
    const pair = new WebSocketPair();
    this.ctx.acceptWebSocket(pair[1]);
    return new Response(null, { status: 101, webSocket: pair[0] });
  }

  override webSocketMessage(_socket: WebSocket, message: string): void {
    this.ctx.storage.sql.exec("INSERT INTO message (body) VALUES (?)", message);
    for (const socket of this.ctx.getWebSockets()) socket.send(message);
  }
}

export default {
  fetch(request: Request, env: { FLOOR: DurableObjectNamespace<Floor> }): Response | Promise<Response> {
    const { pathname } = new URL(request.url);
    return pathname === "/api/health" ? new Response("ok") : env.FLOOR.getByName(pathname).fetch(request);
  },
};
