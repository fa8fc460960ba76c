// One file of a post that is being written: what it shows, its description, its place among the others.
export function drawn(picker, entry, at, count) {
  const item = make("li", { className: entry.url ? "composer__thumb" : "composer__thumb composer__thumb--file" })
  const describe = picker.getAttribute("describe"), describes = entry.kind !== "document"
  item.append(entry.url ? make("img", { src: entry.url, alt: entry.name, draggable: false }) : make("span", { className: "composer__name", textContent: entry.name }))
  if (entry.id) item.append(sent(entry.id))
  else item.append(make("progress", { max: 100, value: entry.percent, ariaLabel: `${picker.getAttribute("sending")}: ${entry.name}` }))
  const badge = describes && make("span", { className: "composer__alt", textContent: "ALT", hidden: !entry.words.trim(), ariaHidden: "true" })
  const words = make("textarea", { name: "alt", rows: 1, className: "composer__describe", value: entry.words, hidden: !describes, placeholder: describe, maxLength: 1500, ariaLabel: `${describe}: ${entry.name}` })
  words.addEventListener("input", () => { entry.words = words.value; if (badge) badge.hidden = !entry.words.trim() })
  item.append(words)
  if (badge) item.append(badge)
  if (count > 1) {
    item.append(
      button(picker, entry, "composer__earlier", "←", "earlier", () => picker.move(entry, -1), at === 0),
      button(picker, entry, "composer__later", "→", "later", () => picker.move(entry, 1), at === count - 1))
  }
  item.append(button(picker, entry, "composer__remove", "×", "remove", () => picker.remove(entry)))
  if (count > 1 && entry.id) draggable(picker, entry, item)
  return item
}

// One that the page brings along: another app shared it, and it was sent ahead.
export function brought(item) {
  const picture = item.querySelector("img"), url = picture?.getAttribute("src") ?? ""
  const name = picture?.alt ?? item.querySelector(".composer__name").textContent
  return { name, url, preview: url, id: item.querySelector("[name=media]").value, kind: item.dataset.kind, words: item.querySelector("[name=alt]").value }
}

export function sent(id) { return make("input", { type: "hidden", name: "media", value: id }) }

// By mouse: a picture that is dropped on another takes its place.
function draggable(picker, entry, item) {
  item.draggable = true
  item.addEventListener("dragstart", event => { if (event.target.closest("textarea")) event.preventDefault(); else { picker.dragged = entry; event.dataTransfer.effectAllowed = "move" } })
  item.addEventListener("dragover", event => { if (picker.dragged && picker.dragged !== entry) event.preventDefault() })
  item.addEventListener("drop", event => {
    const dragged = picker.dragged
    if (!dragged || dragged === entry) return
    event.preventDefault()
    const others = picker.entries.filter(other => other !== dragged), to = picker.entries.indexOf(entry)
    picker.show([...others.slice(0, to), dragged, ...others.slice(to)])
  })
  item.addEventListener("dragend", () => { picker.dragged = undefined })
}

function button(picker, entry, className, textContent, said, act, disabled = false) {
  const found = make("button", { type: "button", className, textContent, disabled, ariaLabel: `${picker.getAttribute(said)}: ${entry.name}` })
  found.addEventListener("click", act)
  return found
}
function make(name, properties) { return Object.assign(document.createElement(name), properties) }
