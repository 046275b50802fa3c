import Plus from "lucide-solid/icons/plus";
import X from "lucide-solid/icons/x";
import { createMemo, createSignal, For, Show } from "solid-js";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { Picker } from "../../ui/picker.tsx";
import { Popover } from "../../ui/popover.tsx";
import { ToolButton } from "../../ui/tool-button.tsx";
import { usePresence } from "../agent/agent-presence.ts";
import { type Console, useConsole } from "../console-context.tsx";
import { SettingsCard } from "../settings/settings-card.tsx";
import { t } from "../settings/settings-intl.ts";

/** Who is in the team, by name. */
export function TeamMembers(props: { agentIds: readonly string[]; onChange: (agentIds: string[]) => void }) {
  const { directory } = useConsole();
  const [open, setOpen] = createSignal(false);
  const members = createMemo(() => directory().filter(({ id }) => props.agentIds.includes(id)));
  const others = () =>
    directory()
      .filter(({ id }) => !props.agentIds.includes(id))
      .map((agent) => ({
        value: agent.id,
        label: agent.name,
        leading: () => <Face agent={agent} />,
      }));
  return (
    <SettingsCard
      title={t("team.agents")}
      text={t("team.agentsText")}
      aside={
        <Popover
          flush
          placement="bottom-end"
          label={t("team.addAgent")}
          open={open()}
          onOpenChange={setOpen}
          trigger={(trigger) => (
            <Button {...trigger} size="sm" icon={<Plus />}>
              {t("team.addAgent")}
            </Button>
          )}
        >
          <Picker
            label={t("team.findAgent")}
            placeholder={t("team.findAgent")}
            groups={[{ options: others() }]}
            onPick={(id) => {
              setOpen(false);
              props.onChange([...props.agentIds, id]);
            }}
          />
        </Popover>
      }
    >
      <Show when={members().length > 0} fallback={<p class="settings-detail">{t("team.agentsNone")}</p>}>
        <ul class="team-members">
          <For each={members()}>
            {(agent) => (
              <li>
                <Face agent={agent} />
                <span class="ui-truncate" dir="auto">
                  {agent.name}
                </span>
                <ToolButton
                  size="sm"
                  label={t("team.removeAgent", { name: agent.name })}
                  onClick={() => props.onChange(props.agentIds.filter((id) => id !== agent.id))}
                >
                  <X />
                </ToolButton>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </SettingsCard>
  );
}

function Face(props: { agent: ReturnType<Console["directory"]>[number] }) {
  const presence = usePresence();
  return (
    <Avatar
      name={props.agent.name}
      seed={props.agent.id}
      picture={props.agent.picture ?? undefined}
      size="sm"
      {...presence(props.agent)}
    />
  );
}
