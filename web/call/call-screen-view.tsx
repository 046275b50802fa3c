import Maximize from "lucide-solid/icons/maximize-2";
import ZoomIn from "lucide-solid/icons/zoom-in";
import ZoomOut from "lucide-solid/icons/zoom-out";
import { createSignal, For, Show } from "solid-js";
import { IconButton } from "../ui/icon-button.tsx";
import { CallVideo } from "./call-video.tsx";
import { tc } from "./call-words.ts";

const most = 5;
const step = 1.25;
const stridePixels = 48;

/** Somebody's desktop, large: zoom with the wheel, the buttons or + and -, move by dragging or with the arrows. */
export function CallScreenView(props: {
  track: MediaStreamTrack | undefined;
  name: string;
  /** Whether it might be anybody else's. */
  isNamed: boolean;
  /** All desktops that are shown, where there are several. */
  others: readonly { id: string; name: string }[];
  shown: string;
  onChoose: (id: string) => void;
}) {
  const [scale, setScale] = createSignal(1);
  const [at, setAt] = createSignal({ x: 0, y: 0 });
  let area: HTMLDivElement | undefined;
  let grabbed: { x: number; y: number } | null = null;

  /** The picture never leaves its frame. */
  const place = (x: number, y: number, by = scale()) => {
    const { clientWidth = 0, clientHeight = 0 } = area ?? {};
    const [roomX, roomY] = [(clientWidth * (by - 1)) / 2, (clientHeight * (by - 1)) / 2];
    setAt({ x: Math.min(roomX, Math.max(-roomX, x)), y: Math.min(roomY, Math.max(-roomY, y)) });
  };
  const zoom = (to: number) => {
    const next = Math.min(most, Math.max(1, to));
    const grows = next / scale();
    setScale(next);
    place(at().x * grows, at().y * grows, next);
  };
  const move = (x: number, y: number) => place(at().x + x, at().y + y);

  const onKeyDown = (event: KeyboardEvent) => {
    const keys: Record<string, () => void> = {
      "+": () => zoom(scale() * step),
      "=": () => zoom(scale() * step),
      "-": () => zoom(scale() / step),
      "0": () => zoom(1),
      ArrowLeft: () => move(stridePixels, 0),
      ArrowRight: () => move(-stridePixels, 0),
      ArrowUp: () => move(0, stridePixels),
      ArrowDown: () => move(0, -stridePixels),
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };

  return (
    <div class="call-screen">
      <div
        class="call-screen-area"
        role="application"
        tabindex="0"
        aria-label={tc("call.zoomArea", { name: props.name })}
        data-zoomed={scale() > 1 ? "" : undefined}
        ref={area}
        onKeyDown={onKeyDown}
        onDblClick={() => zoom(scale() > 1 ? 1 : 2)}
        onWheel={(event) => {
          event.preventDefault();
          zoom(scale() * (event.deltaY < 0 ? step : 1 / step));
        }}
        onPointerDown={(event) => {
          grabbed = { x: event.clientX, y: event.clientY };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (grabbed === null) return;
          move(event.clientX - grabbed.x, event.clientY - grabbed.y);
          grabbed = { x: event.clientX, y: event.clientY };
        }}
        onPointerUp={() => (grabbed = null)}
        onPointerCancel={() => (grabbed = null)}
      >
        <div class="call-screen-picture" style={{ transform: `translate(${at().x}px, ${at().y}px) scale(${scale()})` }}>
          <CallVideo track={props.track} label={tc("call.showsScreen", { name: props.name })} whole />
        </div>
      </div>
      <Show when={props.isNamed}>
        <div class="call-screen-whose" role="group" aria-label={tc("call.screens")}>
          <For each={props.others} fallback={<span dir="auto">{tc("call.showsScreen", { name: props.name })}</span>}>
            {({ id, name }) => (
              <button
                type="button"
                class="ui-truncate"
                dir="auto"
                aria-pressed={id === props.shown}
                onClick={() => props.onChoose(id)}
              >
                {tc("call.showsScreen", { name })}
              </button>
            )}
          </For>
        </div>
      </Show>
      <div class="call-screen-tools">
        <IconButton size="sm" label={tc("call.zoomOut")} disabled={scale() <= 1} onClick={() => zoom(scale() / step)}>
          <ZoomOut />
        </IconButton>
        <IconButton size="sm" label={tc("call.zoomReset")} disabled={scale() === 1} onClick={() => zoom(1)}>
          <Maximize />
        </IconButton>
        <IconButton size="sm" label={tc("call.zoomIn")} disabled={scale() >= most} onClick={() => zoom(scale() * step)}>
          <ZoomIn />
        </IconButton>
      </div>
    </div>
  );
}
