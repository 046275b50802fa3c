/**
 * Puts words at the caret of a text, over what is selected, as if they had been typed: the field's own undo takes them back,
 * and its `input` listeners hear of it. The focus is in the field afterwards.
 */
export function insertAtCaret(field: HTMLTextAreaElement, words: string): void {
  field.focus();
  // The one command that joins the browser's undo; it is "deprecated" without a successor.
  if (words !== "" && document.execCommand("insertText", false, words)) return;
  field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, data: words, inputType: "insertText" }));
}

/** The same in place of a part of the text. An empty `words` takes the part away. */
export function replaceRange(field: HTMLTextAreaElement, start: number, end: number, words: string): void {
  field.focus();
  field.setSelectionRange(start, end);
  if (words === "" && start < end && document.execCommand("delete")) return;
  insertAtCaret(field, words);
}
