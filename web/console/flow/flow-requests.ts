import {
  type FlowCreation,
  flowFiguresSchema,
  type FlowFile,
  type FlowHostsChange,
  flowHostsSchema,
  flowListFiguresSchema,
  flowListSchema,
  flowPaths,
  flowSchema,
  flowVersionSchema,
} from "#protocol/flow-library";
import { nothingSchema, request, type Request } from "../../connection/http.ts";

/** Everything that the library of flows asks the Worker for. None of them throws: see `Request`. */
export function makeFlowRequests(ask: Request) {
  return {
    list: () => ask({ method: "GET", path: flowPaths.list, schema: flowListSchema }),
    create: (made: FlowCreation) => ask({ method: "POST", path: flowPaths.list, body: made, schema: flowSchema }),
    flow: (id: string) => ask({ method: "GET", path: flowPaths.flow(id), schema: flowSchema }),
    save: (id: string, version: number, made: FlowCreation) =>
      ask({ method: "PUT", path: flowPaths.flow(id), body: { version, ...made }, schema: flowSchema }),
    remove: (id: string, version: number) =>
      ask({ method: "DELETE", path: flowPaths.flow(id), query: { version: String(version) }, schema: nothingSchema }),
    restore: (id: string, version: number) =>
      ask({ method: "POST", path: flowPaths.restore(id), body: { version }, schema: flowSchema }),
    publish: (id: string, version: number) =>
      ask({ method: "POST", path: flowPaths.publish(id), body: { version }, schema: flowSchema }),
    unpublish: (id: string, version: number) =>
      ask({ method: "POST", path: flowPaths.unpublish(id), body: { version }, schema: flowSchema }),
    rollBack: (id: string, version: number, number: number) =>
      ask({ method: "POST", path: flowPaths.rollBack(id), body: { version, number }, schema: flowSchema }),
    version: (id: string, number: number) =>
      ask({ method: "GET", path: flowPaths.version(id, number), schema: flowVersionSchema }),
    import: (file: FlowFile) => ask({ method: "POST", path: flowPaths.import, body: file, schema: flowSchema }),
    figures: (id: string, from: number | null, number: number | null) =>
      ask({
        method: "GET",
        path: flowPaths.figures(id),
        query: { from: from === null ? null : String(from), number: number === null ? null : String(number) },
        schema: flowFiguresSchema,
      }),
    listFigures: (from: number) =>
      ask({ method: "GET", path: flowPaths.listFigures, query: { from: String(from) }, schema: flowListFiguresSchema }),
    hosts: () => ask({ method: "GET", path: flowPaths.hosts, schema: flowHostsSchema }),
    saveHosts: (change: FlowHostsChange) =>
      ask({ method: "PUT", path: flowPaths.hosts, body: change, schema: flowHostsSchema }),
  };
}

export type FlowRequests = ReturnType<typeof makeFlowRequests>;

export const flowRequests = makeFlowRequests(request);
