import type { FlowStepKind } from "#protocol/flow";
import { Dynamic } from "solid-js/web";
import { kindIcons } from "./flow-kind.ts";
import "./flow-kind.css";

/** The sign of a kind of step. Says nothing: its name stands beside it. */
export function KindMark(props: { kind: FlowStepKind }) {
  return (
    <span class="flow-kind" data-kind={props.kind} aria-hidden="true">
      <Dynamic component={kindIcons[props.kind]} />
    </span>
  );
}
