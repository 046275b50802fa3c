import ArrowRightLeft from "lucide-solid/icons/arrow-right-left";
import BookOpen from "lucide-solid/icons/book-open";
import ChartColumn from "lucide-solid/icons/chart-column";
import Check from "lucide-solid/icons/check";
import ImageIcon from "lucide-solid/icons/image";
import Lock from "lucide-solid/icons/lock";
import MessageCircle from "lucide-solid/icons/message-circle";
import MousePointer2 from "lucide-solid/icons/mouse-pointer-2";
import Paperclip from "lucide-solid/icons/paperclip";
import Phone from "lucide-solid/icons/phone";
import Search from "lucide-solid/icons/search";
import SendHorizontal from "lucide-solid/icons/send-horizontal";
import Settings from "lucide-solid/icons/settings";
import { For, createSignal } from "solid-js";
import { AutoGrowTextarea } from "../auto-grow-textarea.tsx";
import { Avatar } from "../avatar.tsx";
import { Badge, Count } from "../badge.tsx";
import { Button } from "../button.tsx";
import { Picker } from "../picker.tsx";
import { Popover } from "../popover.tsx";
import { WaitingTime } from "../relative-time.tsx";
import { RichText } from "../rich-text.tsx";
import { createShortcut } from "../shortcut.ts";
import { Tabs } from "../tabs.tsx";
import { ToolButton } from "../tool-button.tsx";

const people = [
  { name: "Beatriz Nogueira", words: "My order FA-2231 still says “preparing”, but", minutes: 14, unread: 2 },
  { name: "Tomé Araújo", words: "Perfect, thank you so much!", minutes: 3, unread: 0 },
  { name: "Ines Duarte", words: "Can I change the delivery address?", minutes: 41, unread: 1 },
  { name: "Kwame Mensah", words: "The invoice has the wrong tax number", minutes: 95, unread: 0 },
  { name: "Sofia Lindqvist", words: "Is the blue one coming back in stock?", minutes: 180, unread: 0 },
  { name: "", words: "Oi, vocês entregam em Manaus?", minutes: 300, unread: 12 },
];

export const pickerGroups = [
  {
    label: "Agents",
    options: ["Ana Ribeiro", "Bruno Tavares", "Clara Menezes", "Davi Okafor"].map((name, index) => ({
      value: `agent-${index}`,
      label: name,
      detail: index === 3 ? "Back at 14:00" : `${index * 2 + 1} open`,
      disabled: index === 3,
      leading: () => (
        <Avatar name={name} size="sm" presence={index === 1 ? "away" : index === 3 ? "offline" : "available"} />
      ),
      trailing: () => (
        <Badge tone={index === 1 ? "amber" : index === 3 ? "neutral" : "green"}>
          {["Available", "Away", "Available", "Offline"][index]}
        </Badge>
      ),
    })),
  },
  {
    label: "Teams",
    options: ["Billing", "Shipping"].map((name) => ({
      value: name,
      label: name,
      detail: "3 available",
      leading: () => <Avatar name={name} size="sm" group />,
    })),
  },
];

export function SampleSection() {
  const [draft, setDraft] = createSignal("");
  const [mode, setMode] = createSignal<"reply" | "note">("reply");
  const [open, setOpen] = createSignal(false);
  const start = Date.now();
  createShortcut({ keys: "KeyT", label: () => "Transfer", run: () => setOpen(true) });
  return (
    <section class="sample" aria-label="Sample screen">
      <nav class="sample-nav" aria-label="Sample navigation">
        <ToolButton label="Live" pressed placement="right" size="lg">
          <MessageCircle />
        </ToolButton>
        <ToolButton label="Co-browsing, running" mark placement="right" size="lg">
          <MousePointer2 />
        </ToolButton>
        <ToolButton label="Articles" placement="right" size="lg">
          <BookOpen />
        </ToolButton>
        <ToolButton label="Reports" placement="right" size="lg">
          <ChartColumn />
        </ToolButton>
        <ToolButton label="Settings" placement="right" size="lg">
          <Settings />
        </ToolButton>
        <Avatar name="Ana Ribeiro" presence="available" presenceLabel="Available" />
      </nav>
      <div class="sample-list">
        <div class="sample-bar">
          <h2>Waiting</h2>
          <Count value={15} label="15 waiting" tone="neutral" />
          <ToolButton label="Search" keys="Slash" size="sm" placement="bottom">
            <Search />
          </ToolButton>
        </div>
        <For each={people}>
          {(person, index) => (
            <button type="button" class="sample-row" aria-current={index() === 0 ? "true" : undefined}>
              <Avatar name={person.name} />
              <span>
                <span class="name">{person.name || "Somebody from Manaus"}</span>
                <span class="words ui-truncate">{person.words}</span>
              </span>
              <span class="end">
                <WaitingTime since={start - person.minutes * 60_000} />
                <Count value={person.unread} label={`${person.unread} unread`} />
              </span>
            </button>
          )}
        </For>
      </div>
      <div class="sample-talk">
        <div class="sample-bar">
          <Avatar name="Beatriz Nogueira" size="sm" />
          <h2 class="ui-truncate">Beatriz Nogueira</h2>
          <ToolButton label="Call" size="sm" placement="bottom">
            <Phone />
          </ToolButton>
          <Popover
            flush
            label="Transfer"
            open={open()}
            onOpenChange={setOpen}
            placement="bottom-end"
            trigger={(trigger) => (
              <Button {...trigger} variant="transfer" size="sm" icon={<ArrowRightLeft />}>
                Transfer
              </Button>
            )}
          >
            <Picker label="Transfer to" groups={pickerGroups} onPick={() => setOpen(false)} />
          </Popover>
          <ToolButton label="Done" variant="done" size="sm" placement="bottom">
            <Check />
          </ToolButton>
        </div>
        <div class="sample-entries ui-scroll" tabindex="0" role="log" aria-label="Entries">
          <span class="sample-fact">Ana took the conversation · 20:02</span>
          <div class="sample-bubble">
            <RichText
              text={
                "Hi! My order FA-2231 still says “preparing”.\nIt was on https://loja.example.com.br/pedidos/FA-2231 this morning."
              }
            />
          </div>
          <div class="sample-bubble" data-side="own">
            <RichText text="Good evening, Beatriz. Let me look at that with the warehouse, one moment." />
          </div>
          <div class="sample-bubble" data-side="note">
            <RichText text="Second time this week for the Recife depot. @Clara do you know more?" />
          </div>
          <div class="sample-bubble">
            <RichText text="Thank you 🙂" />
          </div>
        </div>
        <div class="sample-composer" data-note={mode() === "note" ? "" : undefined}>
          <Tabs
            label="Kind of text"
            tabs={[
              { value: "reply", label: "Reply" },
              { value: "note", label: "Note", icon: () => <Lock /> },
            ]}
            value={mode()}
            onChange={setMode}
          >
            {(value) => (
              <AutoGrowTextarea
                aria-label="Message"
                placeholder={value === "note" ? "Only the team sees this" : "Write to Beatriz"}
                minRows={2}
                value={draft()}
                onText={setDraft}
              />
            )}
          </Tabs>
          <div class="sample-tools">
            <ToolButton label="Articles" size="sm">
              <BookOpen />
            </ToolButton>
            <ToolButton label="Image" size="sm">
              <ImageIcon />
            </ToolButton>
            <ToolButton label="File" size="sm">
              <Paperclip />
            </ToolButton>
            <Button variant="primary" size="sm" trailing={<SendHorizontal class="ui-mirror" />}>
              Send
            </Button>
          </div>
        </div>
      </div>
    </section>
  );
}
