// Puts words into a field in place of what stands between two places, as if they had been typed.
export function insertText(field, words, from = field.selectionStart, to = field.selectionEnd) {
  field.setRangeText(words, from, to, "end")
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText", data: words }))
}
