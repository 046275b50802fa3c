import { inTurn } from "../products.ts";
import type { House } from "./house.ts";
import { type Badge, type Participant, participate, type Weather } from "./participant.ts";
import type { Recorder } from "./recorder.ts";
import { marked, type Turn } from "./words.ts";

/** One conversation and everybody who has it open. */
export class Conversation {
  readonly id: string;
  readonly customer: Badge;
  readonly people: Participant[] = [];
  readonly #turns: Turn[];
  readonly #name: string;
  #said = 0;

  constructor(id: string, name: string, customer: Badge, turns: Turn[]) {
    this.id = id;
    this.#name = name;
    this.customer = customer;
    this.#turns = turns;
  }

  /** The next line of the dialogue, by whose turn it is; from the beginning again where it is at its end. */
  goesOn(): void {
    const turn = this.#turns[this.#said % this.#turns.length];
    if (turn === undefined) return;
    this.#said += 1;
    const side = turn.by === "customer" ? "customer" : "team";
    const [speaker] = this.people.filter((each) => each.side === side);
    speaker?.says(`${turn.note ? "note-" : ""}${this.#name}x${this.#said}`, turn.text, turn.note);
  }

  /** The customer sends a file that is uploaded, with a few words. */
  sends(attachment: string): void {
    this.#said += 1;
    const [speaker] = this.people.filter(({ side }) => side === "customer");
    speaker?.says(`${this.#name}x${this.#said}`, "Here it is", false, attachment);
  }
}

let experiments = 0;

export type Opening = {
  house: House;
  recorder: Recorder;
  count: number;
  dialogues: Turn[][];
  /** Where the people connect to: the product, or a line in front of it. */
  origin?: string;
  weather?: () => Partial<Weather>;
  /** In how many windows each side has it open. */
  windows?: number;
};

/** Begins so many conversations over HTTP and opens each of them on both sides. */
export async function openConversations(opening: Opening): Promise<Conversation[]> {
  const { house, recorder, count, dialogues, origin = house.origin, weather = () => ({}), windows = 1 } = opening;
  experiments += 1;
  const run = experiments;
  return await inTurn(count, async (index) => {
    const [first, ...turns] = dialogues[index % dialogues.length] ?? [];
    const id = `bench-${crypto.randomUUID()}`;
    // One word to the search.
    const name = `m${run}x${index}`;
    const session = await insist(house, "/api/widget/session", { site: "demo", token: null });
    const { token, customer } = (await session.json()) as { token: string; customer: { id: string } };
    const badge: Badge = { side: "customer", name: customer.id, token };
    const conversation = new Conversation(id, name, badge, turns);
    await begin(house, recorder, conversation, `${name}x0`, first?.text ?? "Hello");
    const agent = house.agents[index % house.agents.length];
    for (let window = 0; window < windows; window += 1) {
      for (const each of [badge, agent]) {
        if (each === undefined) continue;
        const people = { origin, conversation: id, badge: each, recorder, weather: weather() };
        conversation.people.push(participate(people));
      }
    }
    return conversation;
  });
}

/** The first message goes over HTTP; its answer is its acknowledgement. */
async function begin(
  house: House,
  recorder: Recorder,
  { id, customer }: Conversation,
  mark: string,
  words: string,
): Promise<void> {
  const message = `bench-${crypto.randomUUID()}`;
  const text = marked(mark, words);
  recorder.gave(message, { conversation: id, mark, author: `${id} begins`, side: "customer", audience: "everyone" });
  const about = { conversation: id, id: message, text, topic: null, visits: [], attributes: {}, language: "en" };
  const answer = await insist(house, "/api/widget/conversations", about, customer.token);
  const { seq } = (await answer.json()) as { seq: number };
  recorder.acks(message, seq);
}

/** As a widget does: the same again where the answer says that it helps, or where there was none. */
async function insist(house: House, path: string, body: object, token?: string): Promise<Response> {
  const deadline = performance.now() + 90_000;
  for (;;) {
    const answer = await fetch(house.origin + path, {
      method: "POST",
      headers: {
        origin: house.origin,
        "content-type": "application/json",
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    }).catch(() => null);
    if (answer?.ok) return answer;
    const said = (await answer?.text()) ?? "";
    if (said !== "" && !said.includes('"retryAfterMs"')) throw new Error(`${path} is refused for good: ${said}`);
    if (performance.now() > deadline) throw new Error(`${path} is never answered: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Says so many lines a second over all conversations, at random, until it is stopped. */
export function talk(conversations: readonly Conversation[], perSecond: number): () => void {
  const timer = setInterval(() => {
    conversations[Math.floor(Math.random() * conversations.length)]?.goesOn();
  }, 1_000 / perSecond);
  return () => clearInterval(timer);
}
