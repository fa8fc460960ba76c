// j and k move, l likes, r replies, b keeps, o opens, n writes, / seeks, . shows what is new; never while somebody types.
const posts = () => [...document.querySelectorAll(".post")]

function move(step) {
  const all = posts(), at = all.indexOf(document.activeElement?.closest(".post"))
  const inView = all.findIndex(post => post.getBoundingClientRect().top >= 56)
  const next = all[at < 0 ? Math.max(inView, 0) : at + step]
  next?.focus({ preventScroll: true })
  next?.scrollIntoView({ block: "nearest", behavior: "instant" })
}

const press = selector => document.activeElement?.closest(".post")?.querySelector(selector)?.click()
const keys = {
  KeyJ: () => move(1),
  KeyK: () => move(-1),
  KeyL: () => press(".act--like"),
  KeyR: () => press(".act--reply"),
  KeyB: () => press(".act--keep"),
  KeyO: () => press(".post__when"),
  KeyN: () => document.querySelector(".composer__text")?.focus(),
  Slash: () => (document.querySelector(".seek__input") ?? document.body).focus(),
  Period: () => document.querySelector(".pill:not([hidden])")?.click(),
}

// By place on the keyboard, not by letter: with a Korean layout the same keys send ㅓ and ㅏ.
document.addEventListener("keydown", event => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]")
  if (typing || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || !keys[event.code]) return
  event.preventDefault()
  keys[event.code]()
})
