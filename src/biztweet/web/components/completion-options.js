// Fills a list with what may be meant: people and topics as the server draws them, emoji from the book.
import { nameOf, seekEmoji } from "./emoji-book.js"

const OFFERED = 6

export async function fill(list, sign, name, address, signal) {
  if (sign === ":") return list.replaceChildren(...(await seekEmoji(name, OFFERED)).map(option))
  const answer = await fetch(`${address}?q=${encodeURIComponent(name)}`, { headers: { "HX-Request": "true" }, signal })
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  await htmx.swap({ text: await answer.text(), target: list, sourceElement: list, swap: "innerHTML" })
}

function option(entry) {
  const item = Object.assign(document.createElement("li"), { className: "completion__option", role: "option" })
  Object.assign(item.dataset, { value: entry.emoji, emoji: "1" })
  const picture = Object.assign(document.createElement("span"), { className: "completion__emoji", textContent: entry.emoji })
  item.append(picture, Object.assign(document.createElement("span"), { className: "completion__name", textContent: nameOf(entry) }))
  return item
}
