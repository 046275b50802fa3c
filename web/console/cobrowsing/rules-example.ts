import { t } from "../settings/settings-intl.ts";

/** Where the example would stand. */
export const exampleAddress = "/checkout/payment";

const styles = `
body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#23211d;background:#f6f3ee}
header{display:flex;gap:32px;align-items:center;padding:18px 48px;background:#fff;border-bottom:1px solid #e4ded4}
header strong{font-size:20px;color:#8f3f1d}header span{color:#6b655b}
main{display:grid;grid-template-columns:1fr 1fr;gap:28px;padding:36px 48px;align-items:start}
h1{grid-column:1/-1;margin:0;font-size:30px}section{background:#fff;border:1px solid #e4ded4;border-radius:14px;padding:22px 26px}
h2{margin:0 0 14px;font-size:18px}.item{display:flex;gap:14px;align-items:center;padding:8px 0}.item img{width:52px;height:52px;border-radius:9px}
.price{margin-left:auto;font-weight:600}.total{display:flex;border-top:1px solid #e4ded4;margin-top:10px;padding-top:12px;font-weight:600}
label{display:grid;gap:5px;margin-bottom:12px;font-size:14px;color:#5a544a}input{font:inherit;padding:9px 12px;border:1px solid #cfc7b9;border-radius:8px}
.tick{display:flex;gap:8px;align-items:center}.note{padding:10px 12px;border:1px dashed #cfc7b9;border-radius:8px}
button{font:inherit;font-weight:600;padding:11px 20px;border:0;border-radius:9px;background:#8f3f1d;color:#fff}`;

const picture = (color: string) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 52 52"><rect width="52" height="52" fill="${color}"/><path d="M14 40 26 16l12 24z" fill="#fff8"/></svg>`)}`;

/** A checkout with a little of everything that one may want to hide: prices, a person, a card, words that are typed. */
export function examplePage(): string {
  const item = (name: string, price: string, color: string) =>
    `<div class="item"><img src="${picture(color)}" alt="${name}"><span>${name}</span><span class="price">${price}</span></div>`;
  const field = (label: string, attributes: string) => `<label>${label}<input ${attributes}></label>`;
  return `<html><head><title>${t("rules.example.title")}</title><style>${styles}</style></head><body>
<header><strong>${t("rules.example.shop")}</strong>${t("rules.example.nav")
    .split(", ")
    .map((each) => `<span>${each}</span>`)
    .join("")}</header>
<main><h1>${t("rules.example.title")}</h1>
<section id="order"><h2>${t("rules.example.order")}</h2>
${item(t("rules.example.item1"), "R$ 42,00", "#7a4a2b")}${item(t("rules.example.item2"), "R$ 12,50", "#a8a092")}
<div class="total"><span>${t("rules.example.total")}</span><span class="price">R$ 54,50</span></div></section>
<section id="payment"><h2>${t("rules.example.payment")}</h2>
<p class="saved-card">${t("rules.example.saved")}</p>
${field(t("rules.example.card"), 'name="card" autocomplete="cc-number" value="5500 0000 0000 0004"')}
${field(t("rules.example.holder"), `name="holder" value="${t("rules.example.person")}"`)}
${field(t("rules.example.password"), 'type="password" name="password" value="secret"')}
<label class="tick"><input type="checkbox" checked> ${t("rules.example.remember")}</label><button>${t("rules.example.pay")}</button></section>
<section id="address"><h2>${t("rules.example.address")}</h2><p class="person">${t("rules.example.person")}</p>
<p class="street">${t("rules.example.street")}</p><p class="phone">${t("rules.example.phone")}</p>
<div class="note" contenteditable>${t("rules.example.note")}</div></section></main></body></html>`;
}
