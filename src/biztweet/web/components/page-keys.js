// The keyboard map; keys.html says the same to people. Off while somebody types or composes a syllable.
const AFTER_G = 1_500
const posts = () => [...document.querySelectorAll(".post")]
const current = () => document.activeElement?.closest(".post")
const press = selector => current()?.querySelector(selector)?.click()
const go = path => () => location.assign(path)
const own = name => document.querySelector(`.rail__entry[href^="/@"]`)?.getAttribute("href") ?? name
const seek = () => [...document.querySelectorAll(".seek__input")].find(field => field.checkVisibility())
let afterG = 0

function move(step) {
  const all = posts(), at = all.indexOf(current())
  const inView = all.findIndex(post => post.getBoundingClientRect().top >= 56)
  const next = all[at < 0 ? Math.max(inView, 0) : at + step]
  next?.focus({ preventScroll: true })
  next?.scrollIntoView({ block: "nearest", behavior: "instant" })
}

function write(words = "") {
  const text = document.querySelector(".composer__text")
  if (!text) return location.assign(words ? `/write?text=${encodeURIComponent(words)}` : "/write")
  text.focus()
  if (words && !text.value.includes(words)) text.setRangeText(words, text.selectionStart, text.selectionEnd, "end")
  text.dispatchEvent(new Event("input", { bubbles: true }))
}

const author = () => current()?.querySelector(".post__face")?.getAttribute("href")
const keys = {
  "j": () => move(1),
  "k": () => move(-1),
  "o": () => press(".post__when"),
  "enter": () => press(".post__when"),
  "n": () => write(), "c": () => write(),
  "r": () => press(".act--reply"),
  "l": () => press(".act--like"), "f": () => press(".act--like"),
  "t": () => press(".act--repost"),
  "b": () => press(".act--keep"),
  "m": () => author() && write(`${author().slice(1)} `),
  "p": () => author() && location.assign(author()),
  "x": () => press(".post__fold > summary"),
  "/": () => seek() ? seek().focus() : location.assign("/search"),
  ".": () => document.querySelector(".pill:not([hidden])")?.click(),
  "g": () => { afterG = Date.now() },
  "?": () => document.getElementById("keys-map")?.showModal(),
  "escape": () => document.activeElement?.blur(),
}
const places = { "h": go("/"), "n": go("/notifications"), "p": () => location.assign(own("/")), "l": go("/lists"), "m": go("/messages"), "b": go("/bookmarks"), "e": go("/explore") }

// By letter where the layout has such; with a Korean one the same keys send ㅓ and ㅏ, so then by place on the keyboard.
function letter({ key, code, shiftKey }) {
  if (key.charCodeAt(0) < 128) return key.toLowerCase()
  if (code === "Slash") return shiftKey ? "?" : "/"
  return code === "Period" ? "." : code.replace(/^Key/, "").toLowerCase()
}

document.addEventListener("keydown", event => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open], :popover-open")
  if (typing || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
  const name = letter(event), act = Date.now() - afterG < AFTER_G ? places[name] : keys[name]
  if (!act || (name === "enter" && event.target !== current())) return
  afterG = 0
  if (name !== "escape") event.preventDefault()
  act()
})
document.addEventListener("click", event => {
  if (event.target.closest("[data-keys]")) keys["?"]()
  if (!event.target.closest('a[href="/write"]') || !document.querySelector("#write .composer__text")) return
  event.preventDefault()
  write()
})
for (const button of document.querySelectorAll("[data-keys]")) button.hidden = false

// An address that leads to a composer leads into it: after the browser itself has gone there, which takes the focus away.
function begin() {
  if (["#write", "#reply"].includes(location.hash)) document.querySelector(`${location.hash} .composer__text`)?.focus()
}
window.addEventListener("load", () => setTimeout(begin))
window.addEventListener("hashchange", begin)
