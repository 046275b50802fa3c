import { paths } from "#protocol/paths";
import { type FromRecorder, isFromRecorder, type ToRecorderBody } from "../recorder-message.ts";
import type { HostLink } from "./host-link.ts";

type Here = Extract<FromRecorder, { kind: "here" }>;

export type RecorderLink = {
  /** Has the recorder run in the company's page, anew. Null: it cannot run there. */
  load: () => Promise<Here | null>;
  post: (message: ToRecorderBody) => void;
  dispose: () => void;
};

/** How long a page may take to load the recorder. */
const loadMs = 15_000;

/** The frame's end of recorder-message.ts: only the window around it is heard, from the one origin that was agreed upon. */
export function makeRecorderLink(options: {
  origin: () => string | null;
  loadPart: HostLink["loadPart"];
  onMessage: (message: FromRecorder) => void;
}): RecorderLink {
  const stop = new AbortController();
  let came: (here: Here | null) => void = () => {};

  const listener = ({ data, origin, source }: MessageEvent<unknown>) => {
    if (source !== window.parent || origin !== options.origin() || !isFromRecorder(data)) return;
    if (data.kind === "here") came(data);
    options.onMessage(data);
  };
  addEventListener("message", listener, { signal: stop.signal });

  return {
    load: () =>
      new Promise((resolve) => {
        came = resolve;
        options.loadPart(paths.recorder, () => resolve(null));
        setTimeout(() => resolve(null), loadMs);
      }),
    post(message) {
      const origin = options.origin();
      if (origin !== null) window.parent.postMessage({ falaRecorder: 1, ...message }, origin);
    },
    dispose: () => stop.abort(),
  };
}
