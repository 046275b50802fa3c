import Copy from "lucide-solid/icons/copy";
import Link from "lucide-solid/icons/link";
import UserPlus from "lucide-solid/icons/user-plus";
import { createMemo, createSignal, Show } from "solid-js";
import { guestPaths } from "#protocol/guest";
import type { CallRoom } from "../../call/call-room.ts";
import { refusalText, tc } from "../../call/call-words.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Picker, type PickerGroup, type PickerOption } from "../../ui/picker.tsx";
import { Popover } from "../../ui/popover.tsx";
import { showToast } from "../../ui/toast.tsx";
import { useConsole } from "../console-context.tsx";
import "./call-invite.css";

/** As many as one act may name. */
const most = 20;

/** Asks others into the call: colleagues of whichever team, one of them or a whole team, and guests by a link. */
export function CallInvite(props: { room: CallRoom; team: { id: string; name: string } }) {
  const { directory, me } = useConsole();
  const [open, setOpen] = createSignal(false);
  const [link, setLink] = createSignal<string | null>(null);
  const free = createMemo(() => {
    const inCall = new Set(props.room.port.call()?.people.map(({ id }) => id));
    return directory().filter(({ id }) => id !== me().agent.id && !inCall.has(id));
  });
  const ofTeam = (team: string) => free().filter(({ teamIds }) => teamIds.includes(team));
  const teamNames = (ids: readonly string[]) =>
    me()
      .allTeams.filter(({ id }) => ids.includes(id))
      .map(({ name }) => name)
      .join(", ");

  const groups = createMemo((): PickerGroup[] => {
    const person = ({ id, name, picture, teamIds }: ReturnType<typeof free>[number]): PickerOption => ({
      value: id,
      label: name,
      detail: teamIds.includes(props.team.id) ? undefined : teamNames(teamIds),
      leading: () => <Avatar name={name} seed={id} picture={picture ?? undefined} size="sm" />,
    });
    const isNear = ({ teamIds }: { teamIds: readonly string[] }) => teamIds.includes(props.team.id);
    return [
      { label: tc("call.inviteAgents"), options: free().filter(isNear).map(person) },
      {
        label: tc("call.inviteTeams"),
        options: me()
          .allTeams.toSorted((a, b) => Number(b.id === props.team.id) - Number(a.id === props.team.id))
          .map(({ id, name }) => ({
            value: id,
            label: name,
            disabled: ofTeam(id).length === 0,
            leading: () => <Avatar name={name} seed={id} size="sm" group />,
          })),
      },
      {
        label: tc("call.inviteOthers"),
        options: free()
          .filter((agent) => !isNear(agent))
          .map(person),
      },
    ];
  });

  const invite = async (value: string) => {
    setOpen(false);
    const call = props.room.port.call();
    const team = me().allTeams.find(({ id }) => id === value);
    const agents = team === undefined ? free().filter(({ id }) => id === value) : ofTeam(value).slice(0, most);
    if (call === null || agents.length === 0) return;
    const answer = await props.room.act({ do: "invite", call: call.id, agents: agents.map(({ id }) => id) });
    const name = team?.name ?? agents[0]?.name ?? "";
    showToast(
      answer.ok
        ? { kind: "success", text: tc("call.inviteSent", { name }) }
        : { kind: "danger", text: refusalText(answer.code) },
    );
  };

  const makeLink = async () => {
    const call = props.room.port.call();
    if (call === null) return;
    const answer = await props.room.act({ do: "guest_link", call: call.id });
    if (!answer.ok || answer.link === null) {
      showToast({ kind: "danger", text: refusalText(answer.ok ? "internal" : answer.code) });
      return;
    }
    setLink(location.origin + guestPaths.link(answer.link));
    await copy();
  };

  /** Where the browser forbids it, the link stands there to be selected. */
  const copy = async () => {
    const text = link();
    if (text === null) return;
    await navigator.clipboard.writeText(text).then(
      () => showToast({ kind: "success", text: tc("call.guest.copied") }),
      () => undefined,
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
        footer={
          <div class="call-link">
            <Show
              when={link()}
              fallback={
                <Button variant="ghost" icon={<Link />} onClick={() => void makeLink()}>
                  {tc("call.guest.link")}
                </Button>
              }
            >
              {(text) => (
                <div class="call-link-made">
                  <input
                    type="text"
                    readonly
                    dir="ltr"
                    aria-label={tc("call.guest.link")}
                    value={text()}
                    onFocus={(event) => event.currentTarget.select()}
                  />
                  <IconButton label={tc("call.guest.copy")} onClick={() => void copy()}>
                    <Copy />
                  </IconButton>
                </div>
              )}
            </Show>
            <p>{tc("call.guest.linkHint")}</p>
          </div>
        }
      />
    </Popover>
  );
}
