/** The help centre of the demo's coffee roaster: what customers of such a shop really ask, in two languages. */

export type DemoCategory = {
  id: string;
  en: [name: string, description: string];
  pt: [name: string, description: string];
};

export const demoCategories: DemoCategory[] = [
  {
    id: "category-orders",
    en: ["Orders and delivery", "Where your coffee is, how it travels, and what to do when something went wrong."],
    pt: ["Pedidos e entrega", "Onde está o seu café, como ele viaja e o que fazer quando algo dá errado."],
  },
  {
    id: "category-club",
    en: ["Coffee club", "Change, pause or give away your monthly coffee."],
    pt: ["Clube de assinatura", "Troque, pause ou presenteie o seu café do mês."],
  },
  {
    id: "category-brewing",
    en: ["Brewing at home", "Grind, water and time: recipes from our roastery."],
    pt: ["Café em casa", "Moagem, água e tempo: receitas da nossa torrefação."],
  },
];

export type DemoText = { title: string; excerpt: string; text: string };
export type DemoArticle = { id: string; category: string; tags: string[]; en: DemoText; pt?: DemoText; draft?: true };

export const demoArticles: DemoArticle[] = [
  {
    id: "article-returns",
    category: "category-orders",
    tags: ["refund", "exchange", "troca"],
    en: {
      title: "Return or exchange an order",
      excerpt: "You have 30 days. Unopened bags come back free of charge, broken things are replaced at once.",
      text: `
        Something is not right with your order? We replace it or pay it back, without a discussion. This is how it goes.
        ## What you can return
        - **Unopened coffee**: within 30 days after it arrived.
        - **Opened coffee** that tastes wrong: write to us, we send another one. You keep the bag.
        - **Grinders, kettles and other gear**: within 30 days, in its box.
        ? Coffee that was ground for you cannot go back on the shelf. If the grind was our mistake, we replace it of course.
        ## How to send it back
        1. Open **Account, Orders** and choose the order.
        1. Press **Return something** and say what and why. A photo helps when something is broken.
        1. Print the label, or show the code at the post office. The way back costs you nothing.
        ## When you get your money
        | How you paid | How long it takes
        | Pix | The same day
        | Card | 5 to 10 working days, on your next statement
        | Gift card | At once, as a new code
        You get an e-mail on every step. Is it taking longer? [Write to us](mailto:help@serra.example) with the number of your order.`,
    },
    pt: {
      title: "Devolver ou trocar um pedido",
      excerpt: "Você tem 30 dias. Pacotes fechados voltam sem custo, e o que quebrou é trocado na hora.",
      text: `
        Algo não está certo com o seu pedido? Trocamos ou devolvemos o dinheiro, sem discussão. É assim que funciona.
        ## O que pode ser devolvido
        - **Café fechado**: até 30 dias depois da entrega.
        - **Café aberto** com gosto estranho: escreva para nós e enviamos outro. O pacote fica com você.
        - **Moedores, chaleiras e outros equipamentos**: até 30 dias, na caixa.
        ? Café moído para você não pode voltar para a prateleira. Se o erro na moagem foi nosso, claro que trocamos.
        ## Como devolver
        1. Abra **Conta, Pedidos** e escolha o pedido.
        1. Toque em **Devolver algo** e diga o quê e por quê. Uma foto ajuda quando algo quebrou.
        1. Imprima a etiqueta ou mostre o código na agência. A volta não custa nada.
        ## Quando o dinheiro volta
        | Como você pagou | Quanto demora
        | Pix | No mesmo dia
        | Cartão | De 5 a 10 dias úteis, na próxima fatura
        | Cartão-presente | Na hora, como um código novo
        Você recebe um e-mail a cada etapa. Está demorando? [Escreva para nós](mailto:ajuda@serra.example) com o número do pedido.`,
    },
  },
  {
    id: "article-delivery",
    category: "category-orders",
    tags: ["shipping", "tracking", "frete"],
    en: {
      title: "How long does delivery take?",
      excerpt:
        "We roast on Mondays and Thursdays and send the day after. Most orders arrive within three working days.",
      text: `
        We roast twice a week and send the coffee the day after, so that it reaches you at its best.
        ## The usual times
        | Where to | Working days | From
        | São Paulo, the city | 1 | R$ 9
        | South-east | 2 to 3 | R$ 14
        | The rest of Brazil | 3 to 6 | R$ 19
        | Europe and the US | 7 to 12 | R$ 89
        * Orders above R$ 180 travel free within Brazil.
        ## Follow your parcel
        The tracking link is in the e-mail that says "Your coffee is on its way". It works from the evening of that day.
        ## It says delivered, but nothing is here
        1. Ask at your doorman's or a neighbour's: most parcels that are missing are there.
        1. Look at the photo in the tracking link.
        1. Still nothing after a day? Write to us and we send it again.`,
    },
    pt: {
      title: "Quanto tempo demora a entrega?",
      excerpt: "Torramos às segundas e quintas e enviamos no dia seguinte. A maioria chega em três dias úteis.",
      text: `
        Torramos duas vezes por semana e enviamos no dia seguinte, para o café chegar no seu melhor momento.
        ## Os prazos de sempre
        | Para onde | Dias úteis | A partir de
        | São Paulo, capital | 1 | R$ 9
        | Sudeste | 2 a 3 | R$ 14
        | Outras regiões | 3 a 6 | R$ 19
        | Europa e EUA | 7 a 12 | R$ 89
        * Pedidos acima de R$ 180 têm frete grátis no Brasil.
        ## Acompanhe o pacote
        O link de rastreio está no e-mail "Seu café está a caminho". Ele funciona a partir da noite desse dia.
        ## Diz que foi entregue, mas não chegou
        1. Pergunte na portaria ou a um vizinho: a maioria dos pacotes perdidos está lá.
        1. Veja a foto no link de rastreio.
        1. Nada depois de um dia? Escreva para nós e enviamos de novo.`,
    },
  },
  {
    id: "article-address",
    category: "category-orders",
    tags: ["address", "endereço"],
    en: {
      title: "Change the address of an order",
      excerpt: "Until it leaves our roastery, usually at four in the afternoon, you can do it yourself.",
      text: `
        Until a parcel leaves our roastery its address can be changed. That is at **four in the afternoon** of the day after we roasted.
        ## Before it has left
        1. Open **Account, Orders** and choose the order.
        1. Press **Change the address**. Choose one of yours or enter a new one.
        You get a new tracking link by e-mail within a minute.
        ## After it has left
        ! The carrier takes changes from the sender only. Write to us in the chat: until the evening we can still redirect it.`,
    },
    pt: {
      title: "Mudar o endereço de um pedido",
      excerpt: "Até sair da torrefação, em geral às quatro da tarde, você mesmo pode mudar.",
      text: `
        Até o pacote sair da torrefação o endereço pode ser mudado. Isso acontece às **quatro da tarde** do dia depois da torra.
        ## Antes de sair
        1. Abra **Conta, Pedidos** e escolha o pedido.
        1. Toque em **Mudar o endereço**. Escolha um dos seus ou escreva um novo.
        Você recebe um novo link de rastreio por e-mail em um minuto.
        ## Depois de sair
        ! A transportadora só aceita mudanças de quem enviou. Escreva no chat: até a noite ainda conseguimos redirecionar.`,
    },
  },
  {
    id: "article-club-change",
    category: "category-club",
    tags: ["subscription", "assinatura"],
    en: {
      title: "Change your coffee of the month",
      excerpt: "Choose another coffee, grind or size until the 25th. The change holds for the next bag.",
      text: `
        Your club coffee is yours to choose. Until the **25th** of a month you can change what comes in the next one.
        1. Open **Account, Coffee club**.
        1. Press **Change** beside the next delivery.
        1. Choose the coffee, the grind and the size. The new price stands below.
        * Not sure? Choose **Surprise me**: our roasters pick what is best that month.
        ## Pause or stop
        Press **Pause** for one, two or three months. Nothing is charged while you pause, and your price stays the same. **Stop** ends the club at once; a
        bag that is on its way is still yours.`,
    },
    pt: {
      title: "Trocar o café do mês",
      excerpt: "Escolha outro café, moagem ou tamanho até o dia 25. A troca vale para o próximo pacote.",
      text: `
        O café do clube é você quem escolhe. Até o dia **25** você pode trocar o que chega no mês seguinte.
        1. Abra **Conta, Clube de assinatura**.
        1. Toque em **Trocar** ao lado da próxima entrega.
        1. Escolha o café, a moagem e o tamanho. O novo preço aparece embaixo.
        * Na dúvida? Escolha **Surpresa**: nossos mestres de torra escolhem o melhor do mês.
        ## Pausar ou cancelar
        Toque em **Pausar** por um, dois ou três meses. Nada é cobrado durante a pausa, e o seu preço continua o mesmo. **Cancelar** encerra o clube na hora; o pacote que já saiu continua seu.`,
    },
  },
  {
    id: "article-club-gift",
    category: "category-club",
    tags: ["gift", "presente"],
    draft: true,
    en: {
      title: "Give the coffee club as a present",
      excerpt: "Three, six or twelve months, with a card of your own words.",
      text: `
        Choose how many months, write a few words, and say when the first bag shall arrive.
        ## What they get
        - A card with your words, printed on paper made of coffee husks.
        - A code with which they choose their own coffee.`,
    },
  },
  {
    id: "article-grind",
    category: "category-brewing",
    tags: ["grind", "moagem"],
    en: {
      title: "The right grind for your brewer",
      excerpt: "From Turkish to French press: what to set, what to look for, and how to taste that it is right.",
      text: `
        The grind decides more than anything else how your coffee tastes. Too fine and it is bitter, too coarse and it is sour and thin.
        | Brewer | Grind | Looks like | Time
        | Espresso | Fine | Table salt | 25 to 30 s
        | Moka pot | Fine to medium | Fine sand | 3 min
        | AeroPress | Medium-fine | Sand | 1:30 min
        | Pour-over, V60 | Medium | Coarse sand | 3 min
        | Chemex | Medium-coarse | Sea salt | 4:30 min
        | French press | Coarse | Bread crumbs | 4 min
        ## Taste, then turn
        - **Bitter, dry, harsh?** One step coarser.
        - **Sour, thin, salty?** One step finer.
        - **Sweet and clear?** Write the number down.
        * Change one thing at a time. Grind first, then the amount, then the water.
        ## Why we grind on the day
        Ground coffee loses half of its aroma within an hour. If you have no grinder, order **ground for your brewer**: we grind and seal it in the minute before it leaves.`,
    },
    pt: {
      title: "A moagem certa para o seu método",
      excerpt: "Do café turco à prensa francesa: o que ajustar, o que observar e como provar que está certo.",
      text: `
        A moagem decide mais do que tudo o gosto do seu café. Fina demais, amarga; grossa demais, fica ácido e ralo.
        | Método | Moagem | Parece | Tempo
        | Espresso | Fina | Sal de mesa | 25 a 30 s
        | Moka | Fina a média | Areia fina | 3 min
        | AeroPress | Média-fina | Areia | 1:30 min
        | Coado, V60 | Média | Areia grossa | 3 min
        | Chemex | Média-grossa | Sal marinho | 4:30 min
        | Prensa francesa | Grossa | Farinha de rosca | 4 min
        ## Prove, depois ajuste
        - **Amargo, seco, áspero?** Um ponto mais grosso.
        - **Ácido, ralo, salgado?** Um ponto mais fino.
        - **Doce e limpo?** Anote o número.
        * Mude uma coisa de cada vez. Primeiro a moagem, depois a quantidade, depois a água.
        ## Por que moemos no dia
        O café moído perde metade do aroma em uma hora. Se você não tem moedor, peça **moído para o seu método**: moemos e selamos no minuto antes de sair.`,
    },
  },
  {
    id: "article-water",
    category: "category-brewing",
    tags: ["water", "temperature", "água"],
    en: {
      title: "Water: how hot, how much",
      excerpt: "93 °C and 60 grams of coffee for each litre are where to begin.",
      text: `
        A cup of coffee is 98 % water. Two figures bring you far: **93 °C**, and **60 g of coffee for each litre**.
        ## Without a thermometer
        Let the kettle boil, then open the lid and wait for half a minute.
        ## Hard water
        If your kettle grows white, your water is hard and the coffee will taste flat. A simple filter jug helps.
        ### How much for one cup
        - 15 g of coffee to 250 ml of water: a mug.
        - 30 g to 500 ml: for two.
        - 60 g to 1 litre: for friends.`,
    },
    pt: {
      title: "Água: quão quente, quanto",
      excerpt: "93 °C e 60 gramas de café por litro são o ponto de partida.",
      text: `
        Uma xícara de café é 98 % água. Dois números levam você longe: **93 °C** e **60 g de café por litro**.
        ## Sem termômetro
        Deixe a chaleira ferver, abra a tampa e espere meio minuto.
        ## Água dura
        Se a chaleira fica branca, a água é dura e o café fica sem graça. Uma jarra com filtro resolve.
        ### Quanto para uma xícara
        - 15 g de café para 250 ml de água: uma caneca.
        - 30 g para 500 ml: para dois.
        - 60 g para 1 litro: para os amigos.`,
    },
  },
];
