/** The front of systems that are no Workers: what comes is handed on, sockets too, so that they are measured behind what the others are behind. */
export default {
  fetch(request: Request, { TARGET }: { TARGET: string }): Response | Promise<Response> {
    const { pathname, search } = new URL(request.url);
    return pathname === "/api/health" ? new Response("ok") : fetch(new URL(pathname + search, TARGET), request);
  },
};
