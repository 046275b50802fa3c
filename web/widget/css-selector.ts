/** Whether this browser understands it as a CSS selector, also beside another one: what is open at its end would swallow that. */
export function isSelector(selector: string): boolean {
  try {
    document.createDocumentFragment().querySelector(`${selector},b`);
    return true;
  } catch {
    return false;
  }
}
