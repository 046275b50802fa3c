import { createSignal, createUniqueId, type Accessor, type JSX } from "solid-js";
import type { HttpResult } from "../../connection/http.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FormProblem } from "../session/form-problem.tsx";
import { refusalText } from "../session/session-refusal.ts";
import { t } from "./settings-intl.ts";

/** Asks for what a new one of a list cannot do without; the rest is chosen on its own page. */
export function SettingsNewDialog<Made>(props: {
  open: boolean;
  onClose: () => void;
  title: string;
  text: string;
  /** What the button does, as a verb. */
  create: string;
  /** Null while a field is missing or wrong: the fields say so once somebody has `tried`. */
  send: () => Promise<HttpResult<Made>> | null;
  onMade: (made: Made) => void;
  children: (tried: Accessor<boolean>) => JSX.Element;
}) {
  const [tried, setTried] = createSignal(false);
  const [pending, setPending] = createSignal(false);
  const [refused, setRefused] = createSignal<string | null>(null);
  const form = createUniqueId();

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    const sent = pending() ? null : props.send();
    if (sent === null) return;
    setPending(true);
    const answer = await sent;
    setPending(false);
    setRefused(answer.ok ? null : refusalText(answer.error));
    if (!answer.ok) return;
    setTried(false);
    props.onMade(answer.value);
  };

  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => !open && props.onClose()}
      title={props.title}
      description={props.text}
      size="sm"
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t("settings.cancel")}</Button>
          <Button type="submit" form={form} variant="primary" pending={pending()}>
            {props.create}
          </Button>
        </>
      }
    >
      <form id={form} class="settings-form" noValidate onSubmit={(event) => void send(event)}>
        {props.children(tried)}
        <FormProblem text={refused()} />
      </form>
    </Dialog>
  );
}
