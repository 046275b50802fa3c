import { passwordLinkSchema, sentInvitationSchema } from "#protocol/invitation";
import { type AgentChange, managedAgentSchema, managedAgentsSchema } from "#protocol/managed-agent";
import { nothingSchema, request } from "../../connection/http.ts";
import type { Role } from "#protocol/agent";

/** What the agents' pages ask the Worker for; see worker/protocol/managed-agent.ts and invitation.ts. */
const agents = "/api/agents";
const invitations = "/api/invitations";

export const askAgents = () => request({ method: "GET", path: `${agents}/all`, schema: managedAgentsSchema });

export const askAgent = (id: string) => request({ method: "GET", path: `${agents}/${id}`, schema: managedAgentSchema });

export const changeAgent = (id: string, change: AgentChange) =>
  request({ method: "PATCH", path: `${agents}/${id}`, body: change, schema: managedAgentSchema });

export const deactivateAgent = (id: string, version: number) =>
  request({ method: "POST", path: `${agents}/${id}/deactivate`, body: { version }, schema: managedAgentSchema });

export const reactivateAgent = (id: string, version: number) =>
  request({ method: "POST", path: `${agents}/${id}/reactivate`, body: { version }, schema: managedAgentSchema });

/** A link with which the agent chooses a new password. */
export const makePasswordLink = (id: string) =>
  request({ method: "POST", path: `${agents}/${id}/password-link`, body: {}, schema: passwordLinkSchema });

/** Takes the agent's second factor away, and signs them out everywhere. */
export const resetSecondFactor = (id: string, version: number) =>
  request({
    method: "POST",
    path: `${agents}/${id}/second-factor/reset`,
    body: { version },
    schema: managedAgentSchema,
  });

export const invite = (body: { email: string; role: Role; teamIds: string[] }) =>
  request({ method: "POST", path: invitations, body, schema: sentInvitationSchema });

/** A new link for an invitation; the old one stops working. */
export const renewInvitation = (id: string) =>
  request({ method: "POST", path: `${invitations}/${id}/send`, body: {}, schema: sentInvitationSchema });

export const revokeInvitation = (id: string) =>
  request({ method: "DELETE", path: `${invitations}/${id}`, schema: nothingSchema });
