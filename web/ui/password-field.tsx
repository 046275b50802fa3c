import Eye from "lucide-solid/icons/eye";
import EyeOff from "lucide-solid/icons/eye-off";
import { Show, createSignal } from "solid-js";
import { IconButton } from "./icon-button.tsx";
import { TextField } from "./text-field.tsx";
import type { TextFieldProps } from "./text-field.tsx";
import { useUi } from "./ui-context.tsx";

/** A password that can be looked at. `autocomplete` says which one: "current-password" (default) or "new-password". */
export function PasswordField(props: Omit<TextFieldProps, "type" | "multiline" | "trailing">) {
  const ui = useUi();
  const [visible, setVisible] = createSignal(false);
  return (
    <TextField
      autocomplete="current-password"
      {...props}
      type={visible() ? "text" : "password"}
      spellcheck={false}
      trailing={
        <IconButton
          size="sm"
          label={ui.word(visible() ? "hidePassword" : "showPassword")}
          onClick={() => setVisible(!visible())}
        >
          <Show when={visible()} fallback={<Eye />}>
            <EyeOff />
          </Show>
        </IconButton>
      }
    />
  );
}
