import Inbox from "lucide-solid/icons/inbox";
import Star from "lucide-solid/icons/star";
import VolumeX from "lucide-solid/icons/volume-x";
import WifiOff from "lucide-solid/icons/wifi-off";
import { For } from "solid-js";
import { Avatar } from "../avatar.tsx";
import { Badge, Count, StatusDot } from "../badge.tsx";
import type { Tone } from "../badge.tsx";
import { Banner } from "../banner.tsx";
import { Button } from "../button.tsx";
import { EmptyState } from "../empty-state.tsx";
import { Kbd } from "../kbd.tsx";
import { RelativeTime } from "../relative-time.tsx";
import { SkeletonRows } from "../skeleton.tsx";
import { Spinner } from "../spinner.tsx";
import { VirtualList } from "../virtual-list.tsx";

const tones: Tone[] = ["neutral", "brand", "orange", "green", "amber", "red"];
const rows = Array.from({ length: 10_000 }, (_, row) => ({ id: `row-${row}`, name: `Row ${row + 1}` }));

export function FeedbackSection() {
  return (
    <section class="gallery-section" aria-labelledby="feedback">
      <h2 id="feedback">What is going on</h2>
      <div>
        <Banner tone="red" icon={<WifiOff />} action={<Button size="sm">Try again</Button>}>
          You are offline. What you write is kept and sent later.
        </Banner>
        <Banner tone="amber" icon={<VolumeX />} action={<Button size="sm">Test sound</Button>}>
          The browser blocks the ringtone.
        </Banner>
        <Banner busy>Connecting again…</Banner>
      </div>
      <div class="gallery-row">
        <For each={tones}>{(tone) => <Badge tone={tone}>{tone}</Badge>}</For>
        <Badge tone="amber" icon={<Star />}>
          VIP
        </Badge>
        <For each={tones}>{(tone) => <StatusDot tone={tone} />}</For>
        <StatusDot tone="red" label="Running" blink />
        <Count value={3} label="3 unread" />
        <Count value={128} label="128 unread" />
        <Count value={8} label="8 waiting" tone="neutral" />
        <Count value={1} label="1 failed" tone="red" />
        <Kbd keys="Mod+KeyK" />
        <Spinner label="Loading" />
        <RelativeTime at={Date.now() - 7 * 60_000} />
      </div>
      <div class="gallery-row">
        <For
          each={[
            "Ana Ribeiro",
            "Bruno",
            "Clara Menezes",
            "李小龍",
            "Davi Okafor",
            "Elif Şahin",
            "Фёдор Ильин",
            "Gabriela Paz",
            "",
          ]}
        >
          {(name, index) => (
            <Avatar name={name} size="lg" presence={(["available", "away", "offline"] as const)[index() % 3]} />
          )}
        </For>
        <Avatar name="Billing" group size="lg" />
        <Avatar name="Ana Ribeiro" size="md" presence="available" />
        <Avatar name="Ana Ribeiro" size="sm" presence="away" />
        <Avatar name="Ana Ribeiro" size="xs" />
      </div>
      <div class="gallery-columns">
        <div class="gallery-frame">
          <EmptyState
            icon={<Inbox />}
            title="Nobody waits"
            text="New conversations ring here, wherever in the console you are."
            action={<Button>Show all open</Button>}
          />
        </div>
        <div class="gallery-frame">
          <SkeletonRows rows={5} label="Loading" />
        </div>
        <div class="gallery-frame">
          <VirtualList label="Ten thousand rows" rows={rows} rowKey={(row) => row.id} estimate={49}>
            {(row) => (
              <button type="button" class="sample-row">
                <Avatar name={row().name} size="sm" />
                <span>{row().name}</span>
              </button>
            )}
          </VirtualList>
        </div>
      </div>
    </section>
  );
}
