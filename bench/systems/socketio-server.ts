import { createServer } from "node:http";
import { Server } from "socket.io";
import { openStorage } from "./storage.ts";

/** `node socketio-server.ts PORT FOLDER`: Socket.IO; a conversation is a room, a message one row and a relay. */
const [port = "", folder = ""] = process.argv.slice(2);
const keep = openStorage(folder);

const server = createServer((_, response) => void response.end("ok"));
const io = new Server(server, { transports: ["websocket"], serveClient: false, perMessageDeflate: false });
io.on("connection", (socket) => {
  let conversation = "";
  socket.on("join", async (name: string) => {
    conversation = name;
    await socket.join(name);
    socket.emit("joined");
  });
  socket.on("message", (words: string) => {
    keep(conversation, words);
    io.to(conversation).emit("message", words);
  });
});
server.listen(Number(port), "127.0.0.1");
