import type { BlockDraft } from "../protocol/text-block.ts";

const everybody = { kind: "everybody" } as const;
const support = { kind: "team", id: "team-support" } as const;

type Said = Record<string, string>;

function text(shortcut: string, title: string, folder: string, tags: string[], said: Said): BlockDraft {
  const contents = Object.entries(said).map(([language, words]) => ({ language, messages: [{ text: words }] }));
  return { kind: "text", scope: everybody, shortcut, title, folder, tags, contents };
}

/** The chat block that brings an article. */
export const grindTitle = "The right grind";

/** What the demo's agents keep ready, in the two languages of their customers. The first is used most. */
export const demoBlocks: BlockDraft[] = [
  text("hello", "Greeting", "Greetings", ["start"], {
    "": "Hello {{customer.first_name|there}}, this is {{agent.first_name}} from {{site.name}}. How can I help?",
    "pt-BR": "Olá, {{customer.first_name|tudo bem}}! Aqui é {{agent.first_name}}, da {{site.name}}. Como posso ajudar?",
  }),
  text("moment", "One moment please", "Greetings", ["wait"], {
    "": "Let me look that up for you, one moment please.",
    "pt-BR": "Vou verificar isso para você, só um momento.",
  }),
  text("bye", "Goodbye", "Greetings", ["end"], {
    "": "You are welcome, {{customer.first_name|have a great day}}! Write to us any time. Enjoy your coffee ☕",
    "pt-BR": "Imagina, {{customer.first_name|tenha um ótimo dia}}! Escreva quando quiser. Bom café ☕",
  }),
  text("tracking", "Where is my order", "Orders", ["delivery", "order"], {
    "": "Your order is on its way. You can follow it here: https://shop.example/orders\n\nDelivery takes:\n- **São Paulo**: 1 to 2 days\n- **Rest of Brazil**: 3 to 6 days",
    "pt-BR":
      "Seu pedido está a caminho. Acompanhe aqui: https://shop.example/pedidos\n\nPrazo de entrega:\n- **São Paulo**: 1 a 2 dias\n- **Demais estados**: 3 a 6 dias",
  }),
  text("late", "Parcel is late", "Orders", ["delivery", "sorry"], {
    "": "I am sorry that your parcel is late, {{customer.first_name|and thank you for telling us}}. I have asked the carrier and will write to you today.",
    "pt-BR": "Sinto muito pelo atraso. Já perguntei à transportadora e escrevo para você ainda hoje.",
  }),
  text("refund", "Refund on its way", "Payments", ["refund", "money"], {
    "": "Your refund is on its way. Cards take up to **five working days**, Pix is there within the hour.",
    "pt-BR": "Seu reembolso está a caminho. No cartão leva até **cinco dias úteis**, no Pix chega em uma hora.",
  }),
  text("coupon", "Coupon does not work", "Payments", ["coupon"], {
    "": "I have made a new coupon for you: `{{attribute.coupon}}`. It holds for 30 days and for one order.",
  }),
  text("invoice", "Invoice with tax number", "Payments", ["invoice", "company"], {
    "": "You can set your company's tax number in *Account → Billing*. I can also issue last month's invoices anew; just send me the number.",
    "pt-BR": "Você pode informar o CNPJ em *Conta → Faturamento*. Também posso reemitir as notas do mês passado.",
  }),
  text("v60", "How to brew a V60", "Coffee", ["brewing", "recipe"], {
    "": "**V60, one cup**\n1. Rinse the paper with hot water\n2. 15 g of coffee, medium, like coarse sand\n3. Pour 50 ml, wait 30 seconds\n4. Pour up to 250 ml in circles\n\nAll of it takes about three minutes.",
    "pt-BR":
      "**V60, uma xícara**\n1. Lave o papel com água quente\n2. 15 g de café, moagem média\n3. Despeje 50 ml e espere 30 segundos\n4. Complete até 250 ml em círculos\n\nLeva cerca de três minutos.",
  }),
  text("grind", "Which grind", "Coffee", ["brewing", "grinder"], {
    "": "> Espresso: fine, like sugar\n> V60 and drip: medium, like coarse sand\n> French press: coarse, like sea salt",
  }),
  {
    ...text("broken", "Broken on arrival", "Orders", ["damage", "photo"], {
      "": "I am sorry about that! A photo like this one helps us with the carrier. A new one leaves today, and you may keep the broken one.",
      "pt-BR":
        "Sinto muito! Uma foto como esta ajuda com a transportadora. O novo sai hoje, e não precisa devolver o antigo.",
    }),
    scope: support,
  },
  {
    kind: "chat",
    scope: everybody,
    title: "Was that helpful?",
    folder: "Greetings",
    tags: ["end", "feedback"],
    contents: [
      {
        language: "",
        messages: [
          { text: "Did that answer your question?", buttons: ["Yes, thank you", "Not yet", "I have another one"] },
        ],
      },
      {
        language: "pt-BR",
        messages: [{ text: "Isso resolveu a sua dúvida?", buttons: ["Sim, obrigado", "Ainda não", "Tenho outra"] }],
      },
    ],
  },
  {
    kind: "chat",
    scope: everybody,
    title: "Which subscription fits",
    folder: "Coffee",
    tags: ["subscription", "sales"],
    contents: [
      {
        language: "",
        messages: [
          {
            text: "Our **coffee club** sends you freshly roasted beans, and you can pause or change it whenever you like.",
          },
          {
            text: "- **Discovery**: a new origin each month\n- **House**: always the Mantiqueira\n- **Office**: 3 kg and up",
          },
          { text: "Which one shall I set up for you?", buttons: ["Discovery", "House", "Office", "Not now"] },
        ],
      },
    ],
  },
  {
    kind: "chat",
    scope: everybody,
    title: grindTitle,
    folder: "Coffee",
    tags: ["brewing", "grinder"],
    contents: [
      {
        language: "",
        messages: [
          { text: "Good coffee begins with the grind, {{customer.first_name|and it is easy to get right}}." },
          { text: "Here is the whole story, with a table for every brewer:" },
          { text: "What do you brew with?", buttons: ["V60", "Espresso machine", "French press"] },
        ],
      },
    ],
  },
  {
    kind: "chat",
    scope: support,
    title: "How should we refund you",
    folder: "Payments",
    tags: ["refund"],
    contents: [
      {
        language: "",
        messages: [
          { text: "I have approved your refund, {{customer.first_name|thank you for waiting}}." },
          { text: "How would you like to have it?", buttons: ["To my card", "By Pix", "As a coupon"] },
        ],
      },
    ],
  },
];
