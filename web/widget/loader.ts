import { harmless, tell } from "./harmless.ts";
import { takeConfig } from "./loader-config.ts";
import { runWidget } from "./run-widget.ts";

harmless(() => {
  const config = takeConfig();
  if (config === null) {
    return tell(
      "the chat does not start: no site has the key of this script tag. Copy the tag again from the console.",
    );
  }
  if (!config.allowedOrigins.includes(location.origin)) {
    return tell(`the chat does not start: add ${location.origin} to the allowed origins of the site "${config.key}".`);
  }
  const waiting = window.fala ?? [];
  // Something else than an array is there already: a second script tag, and the first one goes on.
  if (Array.isArray(waiting)) runWidget(config, waiting);
})();
