import { landscape, picture } from "./shop-art.ts";
import { type Product, products, reais } from "./shop-products.ts";

/** What every page of the shop needs to know of the world around it. */
export type Shop = { falaOrigin: string; siteKey: string };

/** The one tag that a company puts on its site, exactly as Fala's settings show it. */
export function scriptTag({ falaOrigin, siteKey }: Shop): string {
  return `<script async src="${falaOrigin}/widget.js?site=${siteKey}"></script>`;
}

const mark = `<svg viewBox="0 0 32 24" aria-hidden="true"><path d="M1 22 11 6l6 9 5-7 9 14z" fill="currentColor"/></svg>`;

function page(shop: Shop, title: string, main: string, script = ""): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="Coffee from nine farms in the Mantiqueira, roasted on Tuesdays in Carmo de Minas and sent on Wednesdays.">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/shop.css">
${scriptTag(shop)}
<script defer src="/static/shop.js"></script>${script}
</head>
<body>
<a class="skip" href="#main">To the content</a>
<header class="top">
  <a class="logo" href="/" aria-label="Serra, home">${mark}<span>Serra</span></a>
  <nav aria-label="Shop"><a href="/#coffees">Coffees</a><a href="/wholesale">For offices</a><a href="/help">Help</a><a href="/developers">Developers</a></nav>
  <a class="cart-link" href="/cart">Cart <span data-cart-count>0</span></a>
</header>
<main id="main">${main}</main>
<footer class="foot">
  <p><strong>Serra Coffee</strong><br>Rua das Palmeiras 88, Carmo de Minas<br>Roasted on Tuesdays, sent on Wednesdays.</p>
  <p>This shop is a demonstration. Nothing is sold here; the chat in the corner is <a href="/developers">Fala</a>, on a site of its own.</p>
</footer>
</body>
</html>`;
}

function card(product: Product): string {
  const { slug, name, notes, price, unit } = product;
  return `<li><a class="card" href="/products/${slug}">${picture(product)}<h3>${name}</h3><p>${notes}</p><p class="price">${reais(price)} <span>${unit}</span></p></a></li>`;
}

export function homePage(shop: Shop): string {
  return page(
    shop,
    "Serra Coffee: roasted in the Mantiqueira",
    `<section class="hero">
  <div>
    <p class="over">Carmo de Minas, Brazil</p>
    <h1>Coffee from the mountain we can see from here.</h1>
    <p class="lead">Nine farms, none more than forty kilometres away. We roast on Tuesday, it leaves on Wednesday, and it is with you while it still smells of the drum.</p>
    <a class="button" href="#coffees">See the coffees</a>
  </div>
  ${landscape()}
</section>
<section class="shelf" id="coffees">
  <h2>On the shelf this week</h2>
  <ul class="cards">${products.map(card).join("")}</ul>
</section>
<section class="facts">
  <div><h2>One roast a week</h2><p>What is ordered by Monday night is roasted on Tuesday. There is no stock room.</p></div>
  <div><h2>The farm is on the bag</h2><p>Who grew it, how high, and what they were paid for it: R$ 38 a kilo on average last harvest.</p></div>
  <div><h2>Somebody answers</h2><p>Ask before you buy, or after. The chat reaches the people who pack your box.</p></div>
</section>`,
  );
}

export function productPage(shop: Shop, product: Product): string {
  const { slug, name, notes, from, text, price, unit } = product;
  const others = products.filter((other) => other.slug !== slug).slice(0, 3);
  return page(
    shop,
    `${name} · Serra Coffee`,
    `<article class="product">
  <div class="product-picture">${picture(product)}</div>
  <div>
    <p class="over">${from}</p>
    <h1>${name}</h1>
    <p class="notes">${notes}</p>
    <p>${text}</p>
    <p class="price">${reais(price)} <span>${unit}</span></p>
    <p class="actions"><button class="button" data-add="${slug}" data-name="${name}" data-price="${price}">Put into the cart</button>
    <button class="button quiet" data-ask="${name}">Ask about it</button></p>
    <p class="said" role="status" data-said></p>
  </div>
</article>
<section class="shelf"><h2>Beside it</h2><ul class="cards three">${others.map(card).join("")}</ul></section>`,
  );
}

export function cartPage(shop: Shop): string {
  return page(
    shop,
    "Your cart · Serra Coffee",
    `<section class="narrow">
  <h1>Your cart</h1>
  <div data-cart><p class="empty">There is nothing in it yet. <a href="/#coffees">See the coffees.</a></p></div>
  <p class="after">Orders placed by Monday night leave on Wednesday. Free delivery in Brazil above R$ 150.</p>
</section>`,
  );
}

const questions: [question: string, answer: string][] = [
  [
    "When does my order leave?",
    "We roast on Tuesdays and send on Wednesdays. What is ordered after Monday midnight waits for the next roast.",
  ],
  [
    "My box came damaged",
    "Write to us in the chat, with the number of the order. A new one leaves the same week, and you keep the old one.",
  ],
  [
    "Which grind do I need?",
    "Coarse for a French press, medium for paper and cloth, medium-fine for a moka pot, fine for espresso. If in doubt, ask.",
  ],
  [
    "Can I change my subscription?",
    "Until the 25th of each month: another coffee, another grind, a pause. There is nothing to sign.",
  ],
  ["Do you deliver to offices?", "Every Tuesday and Friday in Minas and São Paulo, from three kilos a week."],
];

export function helpPage(shop: Shop): string {
  const list = questions.map(
    ([question, answer]) => `<details><summary>${question}</summary><p>${answer}</p></details>`,
  );
  return page(
    shop,
    "Help · Serra Coffee",
    `<section class="narrow"><h1>Help</h1><p class="lead">Most of what people ask. Somebody is there for the rest.</p>${list.join("")}
<p class="after"><button class="button" data-chat>Write to us</button></p></section>`,
  );
}

/** What is asked here goes to another team: see the routing rules of the demo. */
export function wholesalePage(shop: Shop): string {
  return page(
    shop,
    "Coffee for your office · Serra Coffee",
    `<section class="narrow"><h1>Coffee for your office</h1>
<p class="lead">From three kilos a week: roasted on Tuesday, with you on Wednesday, and nobody has to think of it.</p>
<p>Tell us how many you are and how you brew. Somebody who knows offices answers, and sends a box to try first.</p>
<p class="after"><button class="button" data-chat>Ask for a price</button></p></section>`,
  );
}

export function missingPage(shop: Shop): string {
  return page(
    shop,
    "Not here · Serra Coffee",
    `<section class="narrow"><h1>There is no such page</h1><p><a href="/">To the shop</a></p></section>`,
  );
}

export function developerPage(shop: Shop): string {
  const tag = scriptTag(shop).replaceAll("<", "&lt;");
  return page(
    shop,
    "Developers · Serra Coffee",
    `<section class="narrow developers">
  <h1>The widget, from the page's side</h1>
  <p class="lead">This shop carries one script tag. Everything below happens through <code>window.fala</code>, which takes commands before it has loaded and after.</p>
  <pre tabindex="0"><code>${tag}</code></pre>
  <div class="panel"><h2>Open and close</h2><pre tabindex="0"><code>(window.fala = window.fala || []).push(["open"]);</code></pre>
    <p class="actions"><button class="button" data-run="open">Open</button><button class="button quiet" data-run="close">Close</button><button class="button quiet" data-run="toggle">Toggle</button></p></div>
  <div class="panel"><h2>Say who the customer is</h2><p>Signed by the shop's server, agents see the name as verified. Unsigned, they see that nobody vouched for it.</p>
    <pre tabindex="0"><code>fala.identify({ jwt, onIdentityExpired: () =&gt; fetchNewJwt() });
fala.identify({ name, email });</code></pre>
    <form data-identify><label>Name <input name="name" autocomplete="name" value="Helena Prado"></label><label>E-mail <input name="email" type="email" autocomplete="email" value="helena@example.com"></label>
    <p class="actions"><button class="button" name="how" value="signed">Identify, signed</button><button class="button quiet" name="how" value="plain">Identify, unsigned</button></p></form></div>
  <div class="panel"><h2>Tell what you know</h2><pre tabindex="0"><code>fala.set({ attributes: { plan: "Coffee club", orders: 7 } });</code></pre>
    <p class="actions"><button class="button" data-run="set">Set attributes</button></p></div>
  <div class="panel"><h2>Start on a topic</h2><pre tabindex="0"><code>fala.start({ topic: "Wholesale", text: "We are 40 people and …" });</code></pre>
    <p class="actions"><button class="button" data-run="start">Start on "Wholesale"</button></p></div>
  <div class="panel"><h2>Forget the customer</h2><p>As at sign-out: token, conversation and drafts leave this browser, and the widget leaves the page.</p><pre tabindex="0"><code>fala.shutdown();</code></pre>
    <p class="actions"><button class="button" data-run="shutdown">Shut down</button></p></div>
  <div class="panel"><h2>Events</h2><pre tabindex="0"><code>fala.on("message", ({ by, name, text }) =&gt; { … });</code></pre><ol class="events" data-events aria-label="Events"></ol></div>
</section>`,
    `\n<script defer src="/static/developers.js"></script>`,
  );
}
