import { createSignal, onCleanup, type Accessor } from "solid-js";

/** Whether somebody looks at this page: it is visible and has the focus. Only then something counts as read. */
export function createAttention(): Accessor<boolean> {
  const looks = () => document.visibilityState === "visible" && document.hasFocus();
  const [attentive, setAttentive] = createSignal(looks());
  const change = () => setAttentive(looks());
  document.addEventListener("visibilitychange", change);
  window.addEventListener("focus", change);
  window.addEventListener("blur", change);
  onCleanup(() => {
    document.removeEventListener("visibilitychange", change);
    window.removeEventListener("focus", change);
    window.removeEventListener("blur", change);
  });
  return attentive;
}
