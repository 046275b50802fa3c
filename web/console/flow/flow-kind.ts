import type { FlowStepKind } from "#protocol/flow";
import Clock from "lucide-solid/icons/clock";
import CornerUpRight from "lucide-solid/icons/corner-up-right";
import Flag from "lucide-solid/icons/flag";
import Headset from "lucide-solid/icons/headset";
import MessageCircleQuestion from "lucide-solid/icons/message-circle-question-mark";
import MessageSquareText from "lucide-solid/icons/message-square-text";
import Split from "lucide-solid/icons/split";
import Tag from "lucide-solid/icons/tag";
import Webhook from "lucide-solid/icons/webhook";
import type { Component } from "solid-js";

/** Every kind of step, in the order in which they are offered. */
export const stepKinds: readonly FlowStepKind[] = [
  ...(["say", "ask", "branch", "set", "call", "wait", "jump", "hand_over", "end"] as const),
];

/** The sign of a kind. Its colour is in flow-kind.css, by `data-kind`. */
export const kindIcons: Record<FlowStepKind, Component> = {
  say: MessageSquareText,
  ask: MessageCircleQuestion,
  branch: Split,
  set: Tag,
  call: Webhook,
  wait: Clock,
  jump: CornerUpRight,
  hand_over: Headset,
  end: Flag,
};
