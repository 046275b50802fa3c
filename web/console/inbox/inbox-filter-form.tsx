import { sortSchema } from "#protocol/inbox";
import { useSearchParams } from "@solidjs/router";
import { Show, createMemo } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/select.tsx";
import { useConsole } from "../console-context.tsx";
import { t } from "../console-intl.ts";
import { defaultSort, hasAgentFilter } from "./inbox-filters.ts";
import { useLiveChat } from "./live-chat-context.tsx";
import { readableTeams } from "./readable-teams.ts";
import "./inbox-filter.css";

const sorts = sortSchema.options;
const ANY = "any";

/** Which conversations of a list, and in what order. What was chosen stands in the address. */
export function InboxFilterForm(props: { active: boolean }) {
  const { me, directory } = useConsole();
  const liveChat = useLiveChat();
  const [, setSearch] = useSearchParams();
  const query = () => liveChat.list().query;

  const readsAll = () => readableTeams(me()).length > me().teams.length;
  const teams = createMemo(() => [
    { value: ANY, label: t(readsAll() ? "liveChat.filter.everyTeam" : "liveChat.filter.anyTeam") },
    ...readableTeams(me()).map(({ id, name }) => ({ value: id, label: name })),
  ]);
  const agents = createMemo(() => [
    { value: ANY, label: t("liveChat.filter.anyAgent") },
    ...directory()
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map(({ id, name }) => ({ value: id, label: name })),
  ]);
  const choose = (change: Record<string, string | null>) => setSearch(change, { replace: true });

  return (
    <div class="inbox-filter">
      <Show when={readableTeams(me()).length > 1}>
        <Select
          label={t("liveChat.filter.team")}
          options={teams()}
          value={query().team ?? ANY}
          onChange={(team) => choose({ team: team === ANY ? null : team })}
        />
      </Show>
      <Show when={hasAgentFilter(liveChat.listName())}>
        <Select
          label={t("liveChat.filter.agent")}
          options={agents()}
          value={query().agent ?? ANY}
          onChange={(agent) => choose({ agent: agent === ANY ? null : agent })}
        />
      </Show>
      <Select
        label={t("liveChat.sort")}
        options={sorts.map((sort) => ({ value: sort, label: t(`liveChat.sort.${sort}`) }))}
        value={query().sort}
        onChange={(sort) => choose({ sort: sort === defaultSort(liveChat.listName()) ? null : sort })}
      />
      <Show when={props.active}>
        <Button size="sm" variant="ghost" onClick={() => choose({ team: null, agent: null })}>
          {t("liveChat.empty.filteredAction")}
        </Button>
      </Show>
    </div>
  );
}
