import { useParams } from "@solidjs/router";
import { Show, Suspense } from "solid-js";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { lazyScreen } from "../console-screen.ts";
import { createPageTitle } from "../console-title.ts";
import { FlowList } from "./flow-list.tsx";
import { t } from "./flow-intl.ts";

/** The editor, with the canvas and what draws it, loads with the first flow that is opened. */
const Editor = lazyScreen(() => import("./flow-editor-screen.tsx").then((file) => file.FlowEditorScreen));

/** `/flows`: the list. `/flows/<id>`: one flow while it is drawn. */
export function FlowScreen() {
  const params = useParams();
  createPageTitle(() => t("flows.title"));
  return (
    <Show when={params["flow"]} fallback={<FlowList />}>
      <Suspense fallback={<SkeletonRows rows={6} label={t("flows.loading")} />}>
        <Editor />
      </Suspense>
    </Show>
  );
}
