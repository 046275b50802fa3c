import { For, Show, type JSX } from "solid-js";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import type { CallRoom } from "./call-room.ts";
import { refusalText, tc, troubleText } from "./call-words.ts";

/** What does not work, each in a sentence with what to do; the rest of the call goes on. And what one must not forget. */
export function CallNotices(props: { room: CallRoom; refusalAction?: JSX.Element }) {
  const { room } = props;
  const kinds = ["microphone", "camera"] as const;
  return (
    <div class="call-notices">
      <Show when={room.screen()}>
        <Banner
          tone="red"
          action={
            <Button size="sm" variant="danger" onClick={() => void room.stopScreen()}>
              {tc("call.sharingStop")}
            </Button>
          }
        >
          {tc("call.sharing")}
        </Banner>
      </Show>
      <Show when={room.held()}>
        <Banner
          tone="amber"
          action={
            <Button size="sm" onClick={() => void room.setHeld(false)}>
              {tc("call.resume")}
            </Button>
          }
        >
          {tc("call.youHold")}
        </Banner>
      </Show>
      <Show when={room.mutedByHost()}>
        <Banner tone="amber">{tc("call.mutedByHost")}</Banner>
      </Show>
      <For each={kinds}>
        {(kind) => (
          <Show when={room.devices.trouble()[kind]}>
            {(trouble) => (
              <Banner
                tone="amber"
                action={
                  <Show
                    when={!["policy", "insecure", "unsupported"].includes(trouble())}
                    fallback={
                      <Button size="sm" onClick={() => room.devices.dismiss(kind)}>
                        {tc("call.dismiss")}
                      </Button>
                    }
                  >
                    <Button size="sm" onClick={() => void room.devices.open(kind)}>
                      {tc("call.tryAgain")}
                    </Button>
                  </Show>
                }
              >
                {troubleText(kind, trouble())}
              </Banner>
            )}
          </Show>
        )}
      </For>
      <Show when={room.screenTrouble()}>
        {(trouble) => (
          <Banner
            tone="amber"
            action={
              <Button size="sm" onClick={() => room.dismissScreenTrouble()}>
                {tc("call.dismiss")}
              </Button>
            }
          >
            {troubleText("screen", trouble())}
          </Banner>
        )}
      </Show>
      <Show when={room.refused()}>
        {(code) => (
          <Banner tone="red" action={props.refusalAction}>
            {refusalText(code())}
          </Banner>
        )}
      </Show>
    </div>
  );
}
