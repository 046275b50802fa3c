import { hoursListSchema, hoursRowSchema, type Hours } from "#protocol/hours";
import { siteIdentitySchema, siteSchema, sitesSchema, type SiteFields } from "#protocol/site";
import { logoResponseSchema, workspaceSettingsSchema, type WorkspaceSettings } from "#protocol/workspace-settings";
import { nothingSchema, request } from "../../connection/http.ts";

/** What the company's settings ask the Worker for; see worker/protocol/{workspace-settings,site,hours}.ts. */
const workspace = "/api/workspace";
const sites = "/api/sites";
const hours = "/api/hours";

export const askWorkspace = () => request({ method: "GET", path: workspace, schema: workspaceSettingsSchema });

export const saveWorkspace = (body: WorkspaceSettings) =>
  request({ method: "PUT", path: workspace, body, schema: workspaceSettingsSchema });

/** Keeps the image; it is shown once the settings name it. */
export const sendLogo = (bytes: Blob) =>
  request({ method: "POST", path: `${workspace}/logo`, bytes, schema: logoResponseSchema });

export const askSites = () => request({ method: "GET", path: sites, schema: sitesSchema });

export const askSite = (id: string) => request({ method: "GET", path: `${sites}/${id}`, schema: siteSchema });

export const createSite = (body: SiteFields) => request({ method: "POST", path: sites, body, schema: siteSchema });

export const saveSite = (id: string, version: number, fields: SiteFields) =>
  request({ method: "PUT", path: `${sites}/${id}`, body: { ...fields, version }, schema: siteSchema });

export const removeSite = (id: string, version: number) =>
  request({ method: "DELETE", path: `${sites}/${id}`, query: { version: String(version) }, schema: nothingSchema });

export const askIdentity = (site: string) =>
  request({ method: "GET", path: `${sites}/${site}/identity`, schema: siteIdentitySchema });

export const rotateIdentity = (site: string, version: number, overlapHours: number) =>
  request({
    method: "POST",
    path: `${sites}/${site}/identity`,
    body: { version, overlapHours },
    schema: siteIdentitySchema,
  });

export const askHours = () => request({ method: "GET", path: hours, schema: hoursListSchema });

/** `team` null: the workspace's. Version 0 makes a team's own. */
export const saveHours = (team: string | null, version: number, next: Hours) =>
  request({
    method: "PUT",
    path: `${hours}/${team ?? "workspace"}`,
    body: { version, hours: next },
    schema: hoursRowSchema,
  });

/** The team follows the workspace's hours again. */
export const dropHours = (team: string, version: number) =>
  request({ method: "DELETE", path: `${hours}/${team}`, query: { version: String(version) }, schema: nothingSchema });
