import { createServer } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { openStorage } from "./storage.ts";

/** `node ws-server.ts PORT FOLDER`: Node's usual WebSocket server; a conversation is a path, a message one row and a relay. */
const [port = "", folder = ""] = process.argv.slice(2);
const keep = openStorage(folder);
const conversations = new Map<string, Set<WebSocket>>();

const server = createServer((_, response) => void response.end("ok"));
new WebSocketServer({ server, perMessageDeflate: false }).on("connection", (socket, { url = "" }) => {
  const there = conversations.get(url) ?? new Set();
  conversations.set(url, there.add(socket));
  socket.on("message", (data: Buffer) => {
    const words = data.toString();
    keep(url, words);
    for (const each of there) each.send(words);
  });
  socket.on("close", () => {
    there.delete(socket);
    if (there.size === 0) conversations.delete(url);
  });
});
server.listen(Number(port), "127.0.0.1");
