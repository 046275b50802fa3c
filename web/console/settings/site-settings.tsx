import { useParams } from "@solidjs/router";
import { Show } from "solid-js";
import { SiteEditor } from "./site-editor.tsx";
import { SiteList } from "./site-list.tsx";

/** `/settings/sites`: the list, and behind each of its rows one site. */
export function SiteSettings() {
  const params = useParams();
  return (
    <Show when={params["item"]} keyed fallback={<SiteList />}>
      {(id) => <SiteEditor id={id} />}
    </Show>
  );
}
