// Who somebody is, beside their name, when it is pointed at or has the focus for a while; the link itself leads to their page.
const BEFORE = 400, AFTER = 250
const NAMES = 'a.name, a.post__face, a.mention, .wall__person, .notice__faces a'
let card, link, coming, going

const wanted = target => {
  const found = target.closest?.(NAMES)
  return found && !found.closest(".person-pop") && /^\/@[^/]+$/.test(new URL(found.href).pathname) ? found : null
}
const within = node => node instanceof Node && (card?.contains(node) || link?.contains(node))

function near(event) {
  if (event.type === "pointerover" && event.pointerType === "touch") return
  if (within(event.target)) return clearTimeout(going)
  const found = wanted(event.target)
  clearTimeout(coming)
  if (found) coming = setTimeout(show, BEFORE, found)
}

function far(event) {
  clearTimeout(coming)
  if (!card || within(event.relatedTarget) || (event.type === "pointerout" && card.contains(document.activeElement))) return
  clearTimeout(going)
  going = setTimeout(hide, AFTER)
}

async function show(found) {
  const answer = await fetch(`${new URL(found.href).pathname}/card`, { headers: { "HX-Request": "true" } }).catch(() => null)
  if (!answer?.ok || !found.isConnected || !(found.matches(":hover") || found === document.activeElement)) return
  hide()
  link = found
  card = Object.assign(document.createElement("div"), { className: "person-pop", popover: "manual" })
  card.setAttribute("role", "group")
  card.setAttribute("aria-label", found.querySelector(".hush")?.textContent ?? found.textContent.trim())
  // Right after the link: Tab goes on into it and out of it, and the top layer keeps it from being cut off.
  link.after(card)
  await htmx.swap({ text: await answer.text(), target: card, sourceElement: card, swap: "innerHTML" })
  card?.showPopover()
  if (card) stand()
}

function stand() {
  const at = link.getBoundingClientRect(), size = card.getBoundingClientRect()
  const below = at.bottom + 8 + size.height <= window.innerHeight || at.top < size.height + 8
  card.style.top = `${below ? at.bottom + 8 : at.top - size.height - 8}px`
  card.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - size.width - 8))}px`
}

function hide() {
  clearTimeout(going)
  card?.remove()
  card = link = undefined
}

function escape(event) {
  if (event.key !== "Escape" || !card) return
  event.preventDefault()
  if (card.contains(document.activeElement)) link.focus()
  hide()
}

document.addEventListener("pointerover", near)
document.addEventListener("focusin", near)
document.addEventListener("pointerout", far)
document.addEventListener("focusout", far)
document.addEventListener("keydown", escape, true)
document.addEventListener("scroll", () => { if (card && !card.contains(document.activeElement)) hide() }, { passive: true })
