import { harmless, tell } from "./harmless.ts";
import { takeConfig } from "./loader-config.ts";
import { runWidget } from "./run-widget.ts";

harmless(() => {
  const config = takeConfig();
  const waiting = window.fala ?? [];
  // Without a configuration the Worker has said why. Something else than an array: a second script tag, the first one goes on.
  if (config === undefined || !Array.isArray(waiting)) return;
  if (config.allowedOrigins.includes(location.origin)) runWidget(config, waiting);
  else
    tell(
      `the chat does not start: add ${location.origin} to the allowed origins of "${config.key}" in Settings, Sites.`,
    );
})();
