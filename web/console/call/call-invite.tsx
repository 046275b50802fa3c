import UserPlus from "lucide-solid/icons/user-plus";
import { createMemo, createSignal } from "solid-js";
import type { CallRoom } from "../../call/call-room.ts";
import { refusalText, tc } from "../../call/call-words.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Picker, type PickerGroup } from "../../ui/picker.tsx";
import { Popover } from "../../ui/popover.tsx";
import { showToast } from "../../ui/toast.tsx";
import { useConsole } from "../console-context.tsx";

/** Asks colleagues of the conversation's team into the call: one of them, or all. */
export function CallInvite(props: { room: CallRoom; team: { id: string; name: string } }) {
  const { directory, me } = useConsole();
  const [open, setOpen] = createSignal(false);
  const free = createMemo(() => {
    const inCall = new Set(props.room.port.call()?.people.map(({ id }) => id));
    return directory().filter(
      ({ id, teamIds }) => id !== me().agent.id && teamIds.includes(props.team.id) && !inCall.has(id),
    );
  });
  const groups = createMemo((): PickerGroup[] => [
    {
      label: tc("call.inviteAgents"),
      options: free().map(({ id, name, picture }) => ({
        value: id,
        label: name,
        leading: () => <Avatar name={name} seed={id} picture={picture ?? undefined} size="sm" />,
      })),
    },
    {
      label: tc("call.inviteTeams"),
      options: [
        {
          value: props.team.id,
          label: props.team.name,
          disabled: free().length === 0,
          leading: () => <Avatar name={props.team.name} seed={props.team.id} size="sm" group />,
        },
      ],
    },
  ]);

  const invite = async (value: string) => {
    setOpen(false);
    const call = props.room.port.call();
    const isTeam = value === props.team.id;
    const agents = isTeam ? free().slice(0, 20) : free().filter(({ id }) => id === value);
    if (call === null || agents.length === 0) return;
    const answer = await props.room.act({ do: "invite", call: call.id, agents: agents.map(({ id }) => id) });
    const name = isTeam ? props.team.name : (agents[0]?.name ?? "");
    showToast(
      answer.ok
        ? { kind: "success", text: tc("call.inviteSent", { name }) }
        : { kind: "danger", text: refusalText(answer.code) },
    );
  };

  return (
    <Popover
      label={tc("call.invite")}
      flush
      open={open()}
      onOpenChange={setOpen}
      trigger={(trigger) => (
        <IconButton {...trigger} size="sm" label={tc("call.invite")}>
          <UserPlus />
        </IconButton>
      )}
    >
      <Picker
        label={tc("call.inviteSearch")}
        placeholder={tc("call.inviteSearch")}
        groups={groups()}
        onPick={(value) => void invite(value)}
      />
    </Popover>
  );
}
