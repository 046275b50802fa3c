import ArrowRightLeft from "lucide-solid/icons/arrow-right-left";
import Check from "lucide-solid/icons/check";
import Mail from "lucide-solid/icons/mail";
import Pin from "lucide-solid/icons/pin";
import Plus from "lucide-solid/icons/plus";
import Trash from "lucide-solid/icons/trash";
import { For, createSignal } from "solid-js";
import { Button } from "../button.tsx";
import type { ButtonSize, ButtonVariant } from "../button.tsx";
import { Checkbox } from "../checkbox.tsx";
import { IconButton } from "../icon-button.tsx";
import { PasswordField } from "../password-field.tsx";
import { Select } from "../select.tsx";
import { Switch } from "../switch.tsx";
import { Tabs } from "../tabs.tsx";
import { TextField } from "../text-field.tsx";
import { ToolButton } from "../tool-button.tsx";

const variants: ButtonVariant[] = ["primary", "secondary", "ghost", "danger", "transfer", "done"];
const sizes: ButtonSize[] = ["sm", "md", "lg"];

export function ControlsSection() {
  const [name, setName] = createSignal("Ana Ribeiro");
  const [mail, setMail] = createSignal("ana@");
  const [password, setPassword] = createSignal("correct horse");
  const [about, setAbout] = createSignal("Two lines\nof text");
  const [sneak, setSneak] = createSignal(true);
  const [sound, setSound] = createSignal(false);
  const [agreed, setAgreed] = createSignal(true);
  const [pinned, setPinned] = createSignal(true);
  const [order, setOrder] = createSignal<"newest" | "longest">("newest");
  const [tab, setTab] = createSignal<"a" | "b" | "c">("a");
  return (
    <section class="gallery-section" aria-labelledby="controls">
      <h2 id="controls">Controls</h2>
      <For each={sizes}>
        {(size) => (
          <div class="gallery-row">
            <For each={variants}>
              {(variant) => (
                <Button
                  size={size}
                  variant={variant}
                  icon={
                    variant === "transfer" ? (
                      <ArrowRightLeft />
                    ) : variant === "done" ? (
                      <Check />
                    ) : variant === "danger" ? (
                      <Trash />
                    ) : undefined
                  }
                >
                  {variant}
                </Button>
              )}
            </For>
            <Button size={size} variant="primary" pending>
              Saving it
            </Button>
            <Button size={size} disabled>
              disabled
            </Button>
          </div>
        )}
      </For>
      <div class="gallery-row">
        <IconButton label="Add" size="xs">
          <Plus />
        </IconButton>
        <IconButton label="Add" size="sm">
          <Plus />
        </IconButton>
        <IconButton label="Add">
          <Plus />
        </IconButton>
        <IconButton label="Add" size="lg" variant="solid">
          <Plus />
        </IconButton>
        <ToolButton label="Pin" keys="Mod+Shift+KeyP" pressed={pinned()} onClick={() => setPinned(!pinned())}>
          <Pin />
        </ToolButton>
        <IconButton label="Done" variant="done">
          <Check />
        </IconButton>
        <IconButton label="Delete" variant="danger">
          <Trash />
        </IconButton>
      </div>
      <div class="gallery-columns">
        <div class="gallery-stack">
          <TextField label="Name" value={name()} onChange={setName} help="As customers see it" />
          <TextField
            label="E-mail"
            type="email"
            icon={<Mail />}
            value={mail()}
            onChange={setMail}
            error="Write the whole address, like ana@loja.com"
          />
        </div>
        <div class="gallery-stack">
          <PasswordField label="Password" value={password()} onChange={setPassword} />
          <TextField label="About" multiline value={about()} onChange={setAbout} />
        </div>
        <div class="gallery-stack">
          <Select
            label="Order"
            value={order()}
            onChange={setOrder}
            options={[
              { value: "newest", label: "Newest first" },
              { value: "longest", label: "Longest waiting first", detail: "Good for a quiet morning" },
            ]}
          />
          <Switch label="Show what is being typed" help="Before it is sent" checked={sneak()} onChange={setSneak} />
          <Switch label="Ring" trailing checked={sound()} onChange={setSound} />
          <Checkbox label="Tell me by e-mail" help="At most once an hour" checked={agreed()} onChange={setAgreed} />
          <Checkbox label="Some of them" mixed checked={false} onChange={() => {}} />
        </div>
      </div>
      <div class="gallery-columns">
        <For each={["line", "pill"] as const}>
          {(variant) => (
            <Tabs
              label={`Tabs, ${variant}`}
              variant={variant}
              tabs={[
                { value: "a", label: "Details" },
                { value: "b", label: "Pages" },
                { value: "c", label: "Earlier" },
              ]}
              value={tab()}
              onChange={setTab}
            >
              {(value) => <p style={{ "padding-block": "var(--space-3)" }}>Panel {value}</p>}
            </Tabs>
          )}
        </For>
      </div>
    </section>
  );
}
