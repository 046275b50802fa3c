import { Hono } from "hono";
import { agentRoutes, meRoutes } from "./agent/agent.routes.ts";
import { invitationRoutes } from "./agent/invitation.routes.ts";
import { articleRoutes } from "./article/article.routes.ts";
import { helpApiRoutes, helpRoutes, robotsRoutes } from "./article/help.routes.ts";
import { widgetArticleRoutes } from "./article/widget-article.routes.ts";
import { attachmentRoutes } from "./attachment/attachment.routes.ts";
import { fileRoutes } from "./attachment/file.routes.ts";
import { uploadSettingRoutes } from "./attachment/upload-setting.routes.ts";
import { myPictureRoutes, pictureRoutes } from "./agent/picture.routes.ts";
import { guestRoutes, guestSocket } from "./call/guest.routes.ts";
import { sfuRoutes, webhookRoutes } from "./call/media.routes.ts";
import { cobrowseSocket } from "./cobrowse/cobrowse.routes.ts";
import { conversationRoutes, conversationSocket } from "./conversation/conversation.routes.ts";
import { widgetRoutes } from "./customer/customer.routes.ts";
import { flowPublishRoutes } from "./flow/flow-publish.routes.ts";
import { flowRoutes, flowSchemaRoutes } from "./flow/flow.routes.ts";
import { hoursRoutes } from "./hours/hours.routes.ts";
import { receptionRoutes } from "./hours/reception.routes.ts";
import { customerDataRoutes } from "./inbox/customer-data.routes.ts";
import { customerConversationRoutes, inboxSocket, listRoutes, rowRoutes, searchRoutes } from "./inbox/inbox.routes.ts";
import { demoRoutes } from "./demo/demo.routes.ts";
import { requireSameOrigin } from "./platform/auth.ts";
import type { App } from "./platform/env.ts";
import { FalaError } from "./platform/http-error.ts";
import { log } from "./platform/log.ts";
import { secureHeaders } from "./platform/secure-headers.ts";
import { backupRoutes } from "./backup/backup.routes.ts";
import { restoreRoutes } from "./backup/restore.routes.ts";
import { callPaths } from "./protocol/call-message.ts";
import { routingRoutes } from "./routing/routing.routes.ts";
import { secondFactorRoutes } from "./session/second-factor.routes.ts";
import { signInSettingRoutes } from "./session/sign-in-setting.routes.ts";
import { singleSignOnRoutes } from "./session/single-sign-on.routes.ts";
import { provideSessions, sessionRoutes } from "./session/session.routes.ts";
import { openingFileRoutes } from "./site/opening.routes.ts";
import { siteRoutes } from "./site/site.routes.ts";
import { storedFileRoutes } from "./stored-file/stored-file.routes.ts";
import { textBlockRoutes } from "./text-block/text-block.routes.ts";
import {
  framePreviewRoutes,
  frameRoutes,
  loaderRoutes,
  playgroundRoutes,
  recorderRoutes,
  replayRoutes,
} from "./site/widget.routes.ts";
import { teamRoutes } from "./team/team.routes.ts";
import { consoleRoutes } from "./workspace/console.routes.ts";
import { setupRoutes } from "./workspace/setup.routes.ts";
import { logoRoutes, workspaceRoutes } from "./workspace/workspace.routes.ts";

export const app = new Hono<App>();

app.use(secureHeaders);
// Who signs what they say need not come from a page of ours.
app.route(callPaths.webhook, webhookRoutes);
app.use(requireSameOrigin, provideSessions);

app.get("/api/health", (c) => c.json({ ok: true }));

app.route("/api/setup", setupRoutes);
app.route("/api/session/second-factor", secondFactorRoutes);
app.route("/api/session", singleSignOnRoutes);
app.route("/api/session", sessionRoutes);
app.route("/api/sign-in", signInSettingRoutes);
app.route("/api/me/picture", myPictureRoutes);
app.route("/api/me", meRoutes);
app.route("/api/agents", agentRoutes);
app.route("/api/invitations", invitationRoutes);
app.route("/api/sites", siteRoutes);
app.route("/api/workspace/attachments", uploadSettingRoutes);
app.route("/api/workspace", workspaceRoutes);
app.route("/api/logo", logoRoutes);
app.route("/api/hours", hoursRoutes);
app.route("/api/teams", teamRoutes);
app.route("/api/routing", routingRoutes);
app.route("/api/conversations", listRoutes);
app.route("/api/conversations", rowRoutes);
app.route("/api/conversations", conversationRoutes);
app.route("/api/customers", customerConversationRoutes);
app.route("/api/customers", customerDataRoutes);
app.route("/api/search", searchRoutes);
app.route("/api/backup", backupRoutes);
app.route("/api/restore", restoreRoutes);
app.route("/api/articles", articleRoutes);
app.route("/api/help", helpApiRoutes);
app.route("/api/widget/articles", widgetArticleRoutes);
app.route("/api/flows/schema", flowSchemaRoutes);
app.route("/api/flows", flowPublishRoutes);
app.route("/api/flows", flowRoutes);
app.route("/api/text-blocks", textBlockRoutes);
app.route("/api/widget/reception", receptionRoutes);
app.route("/api/widget", widgetRoutes);
app.route("/api/attachments", attachmentRoutes);
app.route("/api/stored-files", storedFileRoutes);
// Before the others: no conversation has so short an id.
app.route("/files/opening", openingFileRoutes);
app.route("/files", fileRoutes);
app.route("/api/demo", demoRoutes);
app.route("/ws/conversation", conversationSocket);
app.route("/ws/inbox", inboxSocket);
app.route("/ws/cobrowse", cobrowseSocket);
app.route("/ws/call", guestSocket);
app.route(callPaths.sfu, sfuRoutes);
app.route("/widget.js", loaderRoutes);
app.route("/recorder.js", recorderRoutes);
app.route("/replay", replayRoutes);
app.route("/playground", playgroundRoutes);
app.route("/frame/preview", framePreviewRoutes);
app.route("/frame", frameRoutes);
app.route("/help", helpRoutes);
app.route("/call", guestRoutes);
app.route("/robots.txt", robotsRoutes);
app.route("/pictures", pictureRoutes);

// Last: it takes every navigation that is left.
app.route("/", consoleRoutes);

app.notFound((c) => c.json(new FalaError("not_found").body(), 404));

app.onError((error, c) => {
  if (error instanceof FalaError) return c.json(error.body(), error.status);
  log.error("request_failed", error, { method: c.req.method });
  // As over a socket: nothing was changed, and clients that can wait (a first message, an upload) try it again by themselves.
  return c.json(new FalaError("internal", { retryAfterMs: 1_000 }).body(), 500);
});
