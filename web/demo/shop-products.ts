/** Something that the demo shop sells. `ground` and `label` are the colours of its picture. */
export type Product = {
  slug: string;
  name: string;
  kind: "coffee" | "tool";
  price: number;
  unit: string;
  notes: string;
  from: string;
  text: string;
  ground: string;
  label: string;
};

export const products: Product[] = [
  {
    slug: "bourbon-amarelo",
    name: "Bourbon Amarelo",
    kind: "coffee",
    price: 62,
    unit: "250 g",
    notes: "Honey, ripe mango, cane sugar",
    from: "Sítio Alto da Serra, Carmo de Minas, 1,250 m",
    text: "Yellow cherries, picked by hand in three passes and dried whole on raised beds. It is the coffee we drink ourselves in the morning: sweet before anything else, with a fruit that stays until the cup is cold.",
    ground: "#f3dfb4",
    label: "#d99a2b",
  },
  {
    slug: "mantiqueira",
    name: "Mantiqueira",
    kind: "coffee",
    price: 48,
    unit: "250 g",
    notes: "Chocolate, roasted almond, orange peel",
    from: "Seven neighbours, Serra da Mantiqueira, 1,100 m",
    text: "The house coffee. Seven families on the same slope, one roast, made to taste of the same thing all year. Good in a cloth filter, good in a moka pot, hard to get wrong.",
    ground: "#efd3c2",
    label: "#b4532a",
  },
  {
    slug: "catucai-honey",
    name: "Catucaí Honey",
    kind: "coffee",
    price: 71,
    unit: "250 g",
    notes: "Red apple, caramel, black tea",
    from: "Fazenda Santa Inês, Cristina, 1,320 m",
    text: "Dried with part of the fruit still on the bean, which is what the word honey means here. Bright and clean; we roast it light and ask you to give it a coarse grind and some patience.",
    ground: "#e6d3cf",
    label: "#8c2f2a",
  },
  {
    slug: "noite",
    name: "Noite",
    kind: "coffee",
    price: 56,
    unit: "250 g",
    notes: "Cocoa, dried fig, vanilla",
    from: "Sugar cane decaf, Espírito Santo, 950 m",
    text: "For after dinner. The caffeine is washed out with water and a spirit made from sugar cane, and nothing else is. Most people do not notice.",
    ground: "#cfd6d8",
    label: "#2f4a57",
  },
  {
    slug: "aeropress",
    name: "AeroPress",
    kind: "tool",
    price: 239,
    unit: "with 350 filters",
    notes: "One cup, two minutes, no mess",
    from: "The one that travels with us to the farms",
    text: "It fits into a bag, survives a fall and makes a better cup than it looks. 350 paper filters are in the box; that is most of a year.",
    ground: "#d9dcd0",
    label: "#5f6b4e",
  },
  {
    slug: "hand-grinder",
    name: "Hand grinder",
    kind: "tool",
    price: 389,
    unit: "steel burrs",
    notes: "From moka to cloth filter in 24 steps",
    from: "Made in Porto Alegre",
    text: "Twenty grams in forty seconds. Conical steel burrs, a lid that closes and a handle that folds. We keep every part of it in stock.",
    ground: "#e3ddd3",
    label: "#6b5a45",
  },
];

export const reais = (amount: number): string => `R$ ${amount.toFixed(2)}`;
