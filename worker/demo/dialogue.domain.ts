/**
/**
 * What the demo's customers and agents say to each other. `c` the customer, `p` the customer with a photo, `a` the agent, `n` a
 * note, `v` a video call of so many seconds, `s` that the customer showed so many pages in co-browsing. Written for a
 * coffee roaster that sells in Brazil and abroad, so that the lists look lived in and the search finds something.
 */
export type Line = ["c" | "p" | "a" | "n" | "v" | "s", string];
export type Dialogue = { topic: string | null; page: [path: string, title: string]; lines: Line[] };

export const dialogues: Dialogue[] = [
  {
    topic: "Order",
    page: ["/orders/8841", "Your order"],
    lines: [
      ["c", "Hi! My order #8841 says delivered, but nothing is here."],
      ["a", "Hello, I'm sorry about that. I'm looking at the carrier's note right now."],
      ["a", "They left it with the doorman at 14:10. Could you check there?"],
      ["c", "Oh! You're right, he had it 🙈 Thank you so much."],
      ["a", "Great news. Enjoy the coffee!"],
    ],
  },
  {
    topic: "Assinatura",
    page: ["/assinatura", "Clube de assinatura"],
    lines: [
      ["c", "Oi, dá para trocar o café da assinatura deste mês?"],
      ["a", "Oi! Dá sim, até dia 25. Qual você gostaria de receber?"],
      ["c", "O Mantiqueira, moagem para coado."],
      ["a", "Troquei aqui: Mantiqueira 250 g, moagem média. Sai na segunda-feira."],
      ["n", "Cliente do clube há 3 anos. Já trocou em março, sem custo."],
      ["c", "Perfeito, obrigado!"],
    ],
  },
  {
    topic: null,
    page: ["/products/aeropress", "AeroPress"],
    lines: [
      ["c", "Does the AeroPress come with paper filters?"],
      ["a", "It does: 350 of them are in the box."],
    ],
  },
  {
    topic: "Troca",
    page: ["/ajuda/trocas", "Trocas e devoluções"],
    lines: [
      ["c", "Boa tarde. O moedor chegou com a tampa rachada."],
      ["c", "Posso mandar foto?"],
      ["a", "Boa tarde! Sinto muito. Pode sim, e já vou separar outro para você."],
      ["p", "Aqui está, rachou do topo até o meio."],
      ["n", "Segundo moedor rachado deste lote esta semana. Avisar o estoque."],
      ["a", "O novo sai hoje; não precisa devolver o antigo."],
    ],
  },
  {
    topic: "Wholesale",
    page: ["/wholesale", "Coffee for your office"],
    lines: [
      ["c", "Good morning, we are 40 people and drink about 6 kg a week. Do you deliver to offices?"],
      ["a", "Good morning! We do, every Tuesday and Friday. For 6 kg a week the price is R$ 78 per kilo."],
      ["c", "And can we have two different roasts?"],
      ["a", "Of course, up to four. Shall I send a sample box first?"],
      ["c", "Yes please. To the address in my account."],
    ],
  },
  {
    topic: null,
    page: ["/cart", "Your cart"],
    lines: [["c", "The coupon BEMVINDO10 doesn't work. It says expired but I got it yesterday."]],
  },
  {
    topic: "Pagamento",
    page: ["/checkout", "Pagamento"],
    lines: [
      ["c", "Paguei com Pix e o pedido continua como pendente. Já faz 20 minutos."],
      ["c", "Alguém aí?"],
    ],
  },
  {
    topic: "Brewing",
    page: ["/products/mantiqueira", "Mantiqueira"],
    lines: [
      ["c", "What grind do you recommend for a Chemex?"],
      ["a", "Medium-coarse, like sea salt. 30 g to 500 ml, about four and a half minutes."],
      ["c", "Mine always tastes bitter at 5:30 so that makes sense! Can I show you how I pour?"],
      ["v", "252"],
      ["a", "Then one step coarser, and it will be sweeter. Tell me how it goes."],
    ],
  },
  {
    topic: "Invoice",
    page: ["/account/invoices", "Invoices"],
    lines: [
      ["c", "I need the invoice with our company's tax number. Where can I set that?"],
      ["c", "I can't find it."],
      ["a", "May I see the page with you for a moment?"],
      ["s", "3"],
      ["a", "There, under Billing. If you tell me the number I can reissue last month's too."],
      ["c", "It's 12.345.678/0001-90, thanks."],
      ["n", "Reissue invoice 2231 with the tax number above. Finance knows."],
    ],
  },
  {
    topic: null,
    page: ["/", "Coffee, freshly roasted"],
    lines: [["c", "Vocês abrem no feriado? Queria retirar na loja."]],
  },
  {
    topic: "Order",
    page: ["/orders/9012", "Your order"],
    lines: [
      ["c", "Can I still change the delivery address of order 9012?"],
      ["a", "It leaves our roastery in an hour, so yes! What is the new address?"],
      ["c", "Rua Harmonia 120, apartment 42"],
      ["a", "Changed. You get a new tracking link by e-mail in a minute."],
      ["c", "You're the best, thanks 💛"],
    ],
  },
  {
    topic: "Cursos",
    page: ["/cursos", "Curso de barista"],
    lines: [
      ["c", "Ainda tem vaga no curso de barista de sábado?"],
      ["a", "Tem duas! Quer que eu segure uma até amanhã?"],
      ["c", "Quero, por favor. Meu nome está no cadastro."],
      ["a", "Reservado. A confirmação vai por e-mail."],
    ],
  },
  {
    topic: null,
    page: ["/products/kettle", "Gooseneck kettle"],
    lines: [
      ["c", "Is the kettle 110 or 220 volts?"],
      ["a", "Both exist; the one in stock in São Paulo is 110 V."],
      ["c", "I'm in Curitiba, 110 works. Will it arrive before Friday?"],
    ],
  },
  {
    topic: "Refund",
    page: ["/help/refunds", "Refunds"],
    lines: [
      ["c", "I returned the beans two weeks ago. When do I get my money back?"],
      ["a", "I see the parcel arrived on the 9th. Let me ask finance, I'll write here today."],
      ["n", "@Carla can you check refund 771? Card ending 4410."],
      ["c", "ok, waiting"],
    ],
  },
];

export const people: [name: string | null, email: string | null, country: string, city: string, language: string][] = [
  ["Maria Oliveira", "maria.oliveira@example.com", "BR", "São Paulo", "pt-BR"],
  ["James Carter", "james.carter@example.com", "GB", "Leeds", "en-GB"],
  ["Luísa Fernandes", "luisa.f@example.com", "PT", "Porto", "pt-PT"],
  [null, null, "BR", "Recife", "pt-BR"],
  ["Noah Becker", "noah.becker@example.com", "DE", "Hamburg", "de-DE"],
  ["Priya Raman", "priya@example.com", "IN", "Chennai", "en-IN"],
  ["Thiago Alves", "thiago.alves@example.com", "BR", "Curitiba", "pt-BR"],
  ["Sofia Rossi", "sofia.rossi@example.com", "IT", "Torino", "it-IT"],
  [null, null, "US", "Austin", "en-US"],
  ["Camila Duarte", "camila.duarte@example.com", "BR", "Belo Horizonte", "pt-BR"],
  ["Emily Nguyen", "emily.nguyen@example.com", "US", "San Jose", "en-US"],
  ["Rafael Costa", "rafael.costa@example.com", "BR", "Salvador", "pt-BR"],
  ["Hannah Schmidt", "hannah.schmidt@example.com", "AT", "Wien", "de-AT"],
  ["Omar Haddad", "omar.haddad@example.com", "AE", "Dubai", "ar-AE"],
];
