import type { Product } from "./shop-products.ts";

/** The range behind the roastery: six ridges from the sky down to the coffee. */
export function landscape(): string {
  return `<svg class="landscape" viewBox="0 0 640 560" role="img" aria-label="Mountains in the morning light, with rows of coffee in front" preserveAspectRatio="xMidYMax slice">
  <rect width="640" height="560" fill="#f6e3c5"/>
  <circle cx="452" cy="158" r="66" fill="#e9a15b"/>
  <path fill="#e8c39d" d="M0 262c60-34 104-70 158-70 50 0 76 42 122 42 52 0 86-76 146-76 66 0 96 62 214 92v310H0z"/>
  <path fill="#d99b70" d="M0 330c70-18 96-62 160-62 60 0 88 50 150 50 54 0 88-54 146-54 70 0 104 44 184 54v242H0z"/>
  <path fill="#b4532a" d="M0 392c50-8 104-46 176-46 84 0 108 44 190 44 80 0 116-50 274-34v204H0z"/>
  <path fill="#7c3a20" d="M0 440c96-30 160-32 250-14s190 22 390-18v152H0z"/>
  <path fill="#3f4a33" d="M0 484c120-26 220-22 330-6s210 10 310-14v96H0z"/>
  <g fill="none" stroke="#5f6b4e" stroke-width="7" stroke-linecap="round">
    <path d="M-10 520c140-24 260-18 360-6s210 8 300-12"/><path d="M-10 548c140-24 260-18 360-6s210 8 300-12"/>
  </g>
  <g fill="#c64a2c">${[
    [58, 508],
    [132, 498],
    [214, 500],
    [301, 506],
    [388, 514],
    [466, 514],
    [552, 504],
    [96, 536],
    [180, 528],
    [262, 530],
    [352, 538],
    [436, 542],
    [520, 536],
    [602, 526],
  ]
    .map(([x, y]) => `<circle cx="${x}" cy="${y}" r="4.5"/>`)
    .join("")}</g>
</svg>`;
}

/** What the shop shows of a product: the bag with its label, or the tool. */
export function picture(product: Product): string {
  const { name, ground, label, kind, slug } = product;
  const drawing = kind === "coffee" ? bag(name, label) : slug === "aeropress" ? press(label) : grinder(label);
  return `<svg viewBox="0 0 320 320" role="img" aria-label="${name}"><rect width="320" height="320" fill="${ground}"/><ellipse cx="160" cy="278" rx="88" ry="10" fill="#000" opacity=".12"/>${drawing}</svg>`;
}

function bag(name: string, label: string): string {
  return `<path d="M94 74h132l8 22v176a8 8 0 0 1-8 8H94a8 8 0 0 1-8-8V96z" fill="#fbf7f0"/>
  <path d="M94 74h132l8 22H86z" fill="#e9e1d4"/><path d="M104 62h112v14H104z" fill="#d8cdbc"/>
  <path d="M214 96h20v176a8 8 0 0 1-8 8h-12z" fill="#000" opacity=".05"/>
  <rect x="86" y="132" width="148" height="96" fill="${label}"/>
  <path d="M86 228v-24c22-6 34-26 54-26s24 16 42 16 26-22 52-22v56z" fill="#fff" opacity=".18"/>
  <path d="M86 228v-10c26-2 40-18 62-18s34 14 86 4v24z" fill="#fff" opacity=".22"/>
  <text x="160" y="163" text-anchor="middle" font-family="Georgia, serif" font-size="${name.length > 12 ? 16 : 19}" fill="#fff">${name}</text>
  <text x="160" y="118" text-anchor="middle" font-family="Georgia, serif" font-size="13" letter-spacing="4" fill="#3a2a20">SERRA</text>
  <circle cx="160" cy="252" r="3" fill="#3a2a20" opacity=".5"/>`;
}

function press(label: string): string {
  return `<rect x="128" y="52" width="64" height="14" rx="7" fill="#2d2b27"/><rect x="136" y="64" width="48" height="92" fill="#4a4741"/>
  <rect x="122" y="112" width="76" height="132" rx="4" fill="${label}" opacity=".86"/><rect x="132" y="112" width="10" height="132" fill="#fff" opacity=".16"/>
  <rect x="108" y="236" width="104" height="16" rx="3" fill="#2d2b27"/><rect x="124" y="252" width="72" height="24" rx="6" fill="#3b3833"/>
  <g fill="#fff" opacity=".75" font-family="Georgia, serif" font-size="15" text-anchor="middle"><text x="160" y="150">3</text><text x="160" y="184">2</text><text x="160" y="218">1</text></g>`;
}

function grinder(label: string): string {
  return `<path d="M160 92h76" stroke="#2d2b27" stroke-width="9" stroke-linecap="round"/><circle cx="240" cy="84" r="16" fill="${label}"/>
  <rect x="116" y="96" width="88" height="26" rx="8" fill="#2d2b27"/><rect x="120" y="122" width="80" height="92" fill="#c9c4ba"/>
  <rect x="130" y="122" width="12" height="92" fill="#fff" opacity=".4"/><rect x="116" y="212" width="88" height="66" rx="8" fill="${label}"/>
  <rect x="128" y="222" width="10" height="46" rx="5" fill="#fff" opacity=".18"/>`;
}
