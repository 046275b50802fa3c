import type { AgentStatus } from "#protocol/agent";
import { limits } from "#protocol/limits";
import type { Standings } from "#protocol/workspace";
import { Show, createMemo, createSignal, onMount } from "solid-js";
import { askStandings } from "../../connection/conversation-requests.ts";
import { AutoGrowTextarea } from "../../ui/auto-grow-textarea.tsx";
import { Avatar } from "../../ui/avatar.tsx";
import { StatusDot } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Picker, type PickerGroup } from "../../ui/picker.tsx";
import { showToast } from "../../ui/toast.tsx";
import { useConsole } from "../console-context.tsx";
import { t } from "../console-intl.ts";
import { useLiveChat } from "../inbox/live-chat-context.tsx";
import { useConversation } from "./conversation-context.tsx";
import { transferTargets, type TransferTarget } from "./transfer-targets.ts";
import "./transfer-form.css";

/** To whom, and what they should know. */
export function TransferForm(props: { onDone: () => void }) {
  const { me, directory, inbox } = useConsole();
  const { store, meId } = useConversation();
  const liveChat = useLiveChat();
  const [chosen, setChosen] = createSignal<TransferTarget>();
  const [comment, setComment] = createSignal("");
  const [standings, setStandings] = createSignal<Standings["agents"]>([]);
  let field: HTMLTextAreaElement | undefined;
  onMount(async () => {
    const answer = await askStandings(liveChat.request);
    if (answer.ok) setStandings(answer.value.agents);
  });

  const targets = createMemo(() =>
    transferTargets({
      meId,
      directory: directory(),
      teams: me().allTeams,
      rosterOf: (teamId) => inbox.roster(teamId),
      standings: standings(),
      owner: store.state()?.assignee?.id ?? null,
      team: store.state()?.team.id ?? null,
    }),
  );
  const groups = createMemo((): PickerGroup[] => [
    { label: t("liveChat.transfer.people"), options: targets().agents.map(agentOption) },
    { label: t("liveChat.transfer.teams"), options: targets().teams.map(teamOption) },
  ]);
  const tooLong = () => comment().trim().length > limits.textCharacters;

  const pick = (value: string) => {
    const { agents, teams } = targets();
    setChosen([...agents, ...teams].find((target) => target.value === value));
    queueMicrotask(() => field?.focus());
  };
  const submit = () => {
    const target = chosen();
    if (!target || tooLong()) return;
    store.transfer({ kind: target.kind, id: target.id }, comment().trim() || null);
    showToast({ kind: "success", text: t("liveChat.transferToast", { name: target.name }) });
    props.onDone();
  };

  return (
    <Picker
      label={t("liveChat.transfer.search")}
      placeholder={t("liveChat.transfer.search")}
      groups={groups()}
      selected={chosen()?.value}
      onPick={pick}
      footer={
        <div class="transfer-form">
          <label class="transfer-comment">
            <span>{t("liveChat.transfer.comment")}</span>
            <AutoGrowTextarea
              ref={(made) => (field = made)}
              minRows={2}
              maxRows={5}
              value={comment()}
              onText={setComment}
              placeholder={t("liveChat.transfer.commentHint")}
              aria-invalid={tooLong() ? "true" : undefined}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
                event.preventDefault();
                submit();
              }}
            />
          </label>
          <Show when={chosen()?.status?.availability === "away" && chosen()}>
            {(target) => <p class="transfer-away">{t("liveChat.transfer.awayHint", { name: target().name })}</p>}
          </Show>
          <Button variant="transfer" wide disabled={!chosen() || tooLong()} onClick={submit}>
            {chosen() ? t("liveChat.transfer.to", { name: chosen()?.name ?? "" }) : t("liveChat.transfer.choose")}
          </Button>
        </div>
      }
    />
  );
}

function agentOption(target: TransferTarget) {
  return {
    value: target.value,
    label: target.isMe ? t("liveChat.you") : target.name,
    detail: target.current ? t("liveChat.transfer.owner") : target.detail,
    keywords: target.name,
    disabled: target.current,
    leading: () => <Avatar name={target.name} seed={target.id} picture={target.picture ?? undefined} size="sm" />,
    trailing: () => <AgentState of={target.status} />,
  };
}

function teamOption(target: TransferTarget) {
  return {
    value: target.value,
    label: target.isHere ? t("liveChat.transfer.line", { team: target.name }) : target.name,
    detail: target.current ? t("liveChat.transfer.here") : undefined,
    keywords: target.name,
    disabled: target.current,
    leading: () => <Avatar name={target.name} seed={target.id} size="sm" group />,
    trailing: () => (
      <Show when={target.available !== null}>
        <span class="transfer-state">{t("liveChat.transfer.available", { count: target.available ?? 0 })}</span>
      </Show>
    ),
  };
}

const tones = { available: "green", busy: "red", away: "amber" } as const;

/** How they stand, and how much they have of how much they are given. */
function AgentState(props: { of: AgentStatus | null }) {
  return (
    <Show when={props.of}>
      {(status) => (
        <span class="transfer-state">
          <span
            class="transfer-load"
            title={t("liveChat.transfer.loadTitle", { load: status().load, limit: status().limit })}
          >
            {t("liveChat.transfer.load", { load: status().load, limit: status().limit })}
          </span>
          <StatusDot tone={tones[status().availability]} />
          {t(`liveChat.${status().availability}`)}
        </span>
      )}
    </Show>
  );
}
