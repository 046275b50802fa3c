import { useParams } from "@solidjs/router";
import { Show } from "solid-js";
import { TeamEditor } from "./team-editor.tsx";
import { TeamList } from "./team-list.tsx";

/** `/settings/teams`: the list, and behind each of its rows one team. */
export function TeamSettings() {
  const params = useParams();
  return (
    <Show when={params["item"]} keyed fallback={<TeamList />}>
      {(id) => <TeamEditor id={id} />}
    </Show>
  );
}
