import { A } from "@solidjs/router";
import CopyPlus from "lucide-solid/icons/copy-plus";
import Ellipsis from "lucide-solid/icons/ellipsis";
import Trash from "lucide-solid/icons/trash";
import Workflow from "lucide-solid/icons/workflow";
import { Match, Show, Switch } from "solid-js";
import type { FlowListFigures, FlowRow } from "#protocol/flow-library";
import { Badge } from "../../ui/badge.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { intl } from "../console-intl.ts";
import { t } from "./flow-intl.ts";

/** One flow of the list: how far it is, and what came of it in the last month. */
export function FlowListRow(props: {
  flow: FlowRow;
  /** Null: none are known (yet), or nothing of it runs. */
  figures: Omit<FlowListFigures["flows"][number], "id"> | null;
  mayWrite: boolean;
  onDuplicate: () => void;
  onDelete: () => void;
}) {
  return (
    <li class="flow-row">
      <span class="flow-row-mark" data-published={props.flow.published === null ? undefined : ""} aria-hidden="true">
        <Workflow />
      </span>
      <A class="flow-row-link" href={`/flows/${props.flow.id}`}>
        <span class="flow-row-name ui-truncate" dir="auto">
          {props.flow.name}
        </span>
        <span class="flow-row-description ui-truncate" dir="auto">
          {props.flow.description}
        </span>
      </A>
      <span class="flow-row-state">
        <Switch>
          <Match when={props.flow.published === null}>
            <Badge>{t("flows.state.draft")}</Badge>
          </Match>
          <Match when={props.flow.changed}>
            <Badge tone="amber">{t("flows.state.changedShort")}</Badge>
          </Match>
          <Match when={true}>
            <Badge tone="green">{t("flows.state.published")}</Badge>
          </Match>
        </Switch>
      </span>
      <span class="flow-row-figures">
        <Show when={props.figures}>
          {(shown) => (
            <>
              <Figure value={shown().started} label={t("flows.row.started")} />
              <Figure value={shown().finished} label={t("flows.row.finished")} />
              <Figure value={shown().handedOver} label={t("flows.row.handedOver")} />
            </>
          )}
        </Show>
      </span>
      <span class="flow-row-saved ui-truncate">
        <Show when={props.flow.updatedBy}>{(name) => <>{name()} · </>}</Show>
        <RelativeTime at={props.flow.updatedAt} short />
      </span>
      <Show when={props.mayWrite}>
        <Menu
          placement="bottom-end"
          trigger={(trigger) => (
            <IconButton {...trigger} size="sm" label={t("flows.more", { name: props.flow.name })}>
              <Ellipsis />
            </IconButton>
          )}
        >
          <MenuItem icon={<CopyPlus />} onSelect={() => props.onDuplicate()}>
            {t("flows.duplicateFlow")}
          </MenuItem>
          <MenuItem icon={<Trash />} tone="danger" onSelect={() => props.onDelete()}>
            {t("flows.deleteFlow")}
          </MenuItem>
        </Menu>
      </Show>
    </li>
  );
}

function Figure(props: { value: number; label: string }) {
  return (
    <span class="flow-row-figure">
      <strong>{intl.number(props.value)}</strong>
      <span>{props.label}</span>
    </span>
  );
}
