/** Names that a build or a framework makes up anew each time: they would match nothing tomorrow. */
const madeUp = /\d{3,}|^(css|sc|jsx|svelte|data-v|astro)-|[_-][a-z0-9]*\d[a-z0-9]{3,}$/i;

/**
 * A selector for this element that will still be for it tomorrow, and for others of its kind: by its id, the name that tests or
 * scripts know it by, its classes; else by its place in what has one of these.
 */
export function selectorOf(element: Element): string {
  const own = nameOf(element);
  if (own !== null) return own;
  const parent = element.parentElement;
  if (parent === null || parent.localName === "html") return element.localName;
  const alike = [...parent.children].filter(({ localName }) => localName === element.localName);
  const place = alike.length > 1 ? `:nth-of-type(${alike.indexOf(element) + 1})` : "";
  return `${selectorOf(parent)} > ${element.localName}${place}`;
}

function nameOf(element: Element): string | null {
  if (element.id !== "" && !madeUp.test(element.id)) return `#${CSS.escape(element.id)}`;
  for (const name of ["data-testid", "data-test", "name"]) {
    const value = element.getAttribute(name);
    if (value !== null && value !== "" && !madeUp.test(value)) return `${element.localName}[${name}=${quoted(value)}]`;
  }
  const classes = [...element.classList].filter((each) => !madeUp.test(each)).slice(0, 2);
  return classes.length === 0 ? null : classes.map((each) => `.${CSS.escape(each)}`).join("");
}

const quoted = (value: string) => `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
