import DoorOpen from "lucide-solid/icons/door-open";
import { createEffect, For, on } from "solid-js";
import type { CallRoom } from "../../call/call-room.ts";
import { knock } from "../../call/call-ring.ts";
import { tc } from "../../call/call-words.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";

/** Who waits at the call's door: let in by any agent in it, or turned away. */
export function CallGuests(props: { room: CallRoom }) {
  const { room } = props;
  createEffect(
    on(room.guests, (now, before = []) => {
      if (now.some(({ id }) => !before.some((each) => each.id === id))) knock();
    }),
  );
  const answer = (guest: string, letIn: boolean) => {
    const call = room.port.call();
    if (call !== null) void room.act({ do: "admit", call: call.id, guest, on: letIn });
  };
  return (
    <div class="call-notices">
      <For each={room.guests()}>
        {({ id, name }) => (
          <Banner
            tone="brand"
            icon={<DoorOpen />}
            action={
              <span class="call-guest-answers">
                <Button size="sm" variant="ghost" onClick={() => answer(id, false)}>
                  {tc("call.guest.refuse")}
                </Button>
                <Button size="sm" variant="primary" onClick={() => answer(id, true)}>
                  {tc("call.guest.admit")}
                </Button>
              </span>
            }
          >
            {tc("call.guest.waits", { name })}
          </Banner>
        )}
      </For>
    </div>
  );
}
