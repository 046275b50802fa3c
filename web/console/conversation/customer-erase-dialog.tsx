import { createResource, createSignal, Show } from "solid-js";
import { askCustomerData, askEraseCustomer } from "../../connection/customer-data-requests.ts";
import { request } from "../../connection/http.ts";
import { AlertDialog } from "../../ui/alert-dialog.tsx";
import { Progress } from "../../ui/progress.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { showToast } from "../../ui/toast.tsx";
import { FormProblem } from "../session/form-problem.tsx";
import { refusalText } from "../session/session-refusal.ts";
import { ConversationCount } from "./customer-export-dialog.tsx";
import { t } from "./customer-data-intl.ts";
import "./customer-data.css";

/** Erases everything of a customer, after their name was typed. From the first step on the server goes on by itself, whatever becomes of this dialog. */
export function CustomerEraseDialog(props: {
  customer: string;
  name: string;
  onClose: () => void;
  onErased: () => void;
}) {
  const [known] = createResource(() => askCustomerData(request, props.customer, 0));
  const [typed, setTyped] = createSignal("");
  const [erased, setErased] = createSignal<number | null>(null);
  const [refused, setRefused] = createSignal<string | null>(null);
  const count = () => {
    const answer = known();
    return answer?.ok ? answer.value.total : null;
  };
  const isConfirmed = () => same(typed()) === same(props.name);

  const erase = async () => {
    const { customer, name } = props;
    setRefused(null);
    let total = 0;
    for (let after: number | null = 0; after !== null;) {
      setErased(total);
      const step = await askEraseCustomer(request, customer, after);
      if (!step.ok) {
        setErased(null);
        return void setRefused(t("customerData.eraseFailed", { why: refusalText(step.error) }));
      }
      total += step.value.erased;
      after = step.value.next;
    }
    showToast({ kind: "success", text: t("customerData.erased", { name }) });
    props.onErased();
  };

  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      title={t("customerData.eraseTitle", { name: props.name })}
      text={t("customerData.eraseText")}
      confirm={t("customerData.erase")}
      cancel={t("liveChat.cancel")}
      disabled={!isConfirmed()}
      pending={erased() !== null}
      onConfirm={() => void erase()}
    >
      <div class="customer-data">
        <div class="customer-data-progress" role="status">
          <Show when={erased() !== null} fallback={<ConversationCount loading={known.loading} count={count()} />}>
            <span>{t("customerData.erasing", { count: erased() ?? 0 })}</span>
            <Progress label={t("customerData.erase")} done={erased() ?? 0} total={count() ?? 1} />
          </Show>
        </div>
        <TextField
          label={t("customerData.eraseType", { name: props.name })}
          value={typed()}
          onChange={setTyped}
          autocomplete="off"
          spellcheck={false}
          disabled={erased() !== null}
        />
        <FormProblem text={refused()} />
      </div>
    </AlertDialog>
  );
}

/** Typed alike: nobody has to hit the spaces and capitals of a name. */
function same(name: string): string {
  return name.trim().replaceAll(/\s+/g, " ").toLocaleLowerCase();
}
