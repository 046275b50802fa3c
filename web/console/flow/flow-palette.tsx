import type { FlowStepKind } from "#protocol/flow";
import { For, onCleanup, onMount } from "solid-js";
import { Picker } from "../../ui/picker.tsx";
import { stepKinds } from "./flow-kind.ts";
import { KindMark } from "./flow-kind-mark.tsx";
import { t } from "./flow-intl.ts";

/** Every kind of step, to be pressed, or pulled onto the canvas. */
export function FlowPalette(props: {
  /** `at` null: it was pressed, and stands where there is room. */
  onAdd: (kind: FlowStepKind, at: { clientX: number; clientY: number } | null) => void;
}) {
  const pull = (event: PointerEvent & { currentTarget: HTMLButtonElement }, kind: FlowStepKind) => {
    if (event.button !== 0) return;
    const start = { x: event.clientX, y: event.clientY };
    const button = event.currentTarget;
    let ghost: HTMLElement | undefined;
    const move = (moved: PointerEvent) => {
      if (!ghost && Math.hypot(moved.clientX - start.x, moved.clientY - start.y) < 6) return;
      if (!ghost) {
        ghost = document.createElement("div");
        ghost.className = "flow-palette-ghost";
        ghost.append(...Array.from(button.childNodes, (node) => node.cloneNode(true)));
        document.body.append(ghost);
      }
      ghost.style.translate = `${moved.clientX}px ${moved.clientY}px`;
    };
    const end = (ended: PointerEvent) => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      if (!ghost) return;
      ghost.remove();
      const over = document.elementFromPoint(ended.clientX, ended.clientY);
      if (ended.type === "pointerup" && over?.closest(".graph")) props.onAdd(kind, ended);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  };
  return (
    <div class="flow-palette ui-scroll" role="toolbar" aria-orientation="vertical" aria-label={t("flows.addStep")}>
      <For each={stepKinds}>
        {(kind) => (
          <button
            type="button"
            class="flow-palette-item"
            title={t(`flows.kind.${kind}.help`)}
            onPointerDown={(event) => pull(event, kind)}
            onClick={() => props.onAdd(kind, null)}
          >
            <KindMark kind={kind} />
            <span>{t(`flows.kind.${kind}`)}</span>
          </button>
        )}
      </For>
    </div>
  );
}

/** Which step comes here? Stands where somebody let a line go, in the canvas. */
export function StepMenu(props: { x: number; y: number; onPick: (kind: FlowStepKind) => void; onClose: () => void }) {
  let panel!: HTMLDivElement;
  const before = document.activeElement;
  onMount(() => {
    const { width, height } = panel.getBoundingClientRect();
    const room = panel.parentElement?.getBoundingClientRect();
    panel.style.insetBlockStart = `${Math.max(8, Math.min(props.y - 20, (room?.height ?? 0) - height - 8))}px`;
    panel.style.left = `${Math.max(8, Math.min(props.x + 12, (room?.width ?? 0) - width - 8))}px`;
    panel.querySelector("input")?.focus();
  });
  const outside = (event: PointerEvent) => {
    if (event.target instanceof Node && !panel.contains(event.target)) props.onClose();
  };
  document.addEventListener("pointerdown", outside, true);
  onCleanup(() => {
    document.removeEventListener("pointerdown", outside, true);
    if (before instanceof HTMLElement && document.activeElement === document.body) before.focus();
  });
  return (
    <div
      ref={panel}
      class="flow-step-menu ui-panel"
      role="dialog"
      aria-label={t("flows.addStep")}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        props.onClose();
      }}
    >
      <Picker
        label={t("flows.whichStep")}
        placeholder={t("flows.whichStep")}
        groups={[
          {
            options: stepKinds.map((kind) => ({
              value: kind,
              label: t(`flows.kind.${kind}`),
              detail: t(`flows.kind.${kind}.help`),
              leading: () => <KindMark kind={kind} />,
            })),
          },
        ]}
        onPick={(value) => {
          const kind = stepKinds.find((each) => each === value);
          if (kind) props.onPick(kind);
        }}
      />
    </div>
  );
}
