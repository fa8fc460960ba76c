// A button that opens all emoji, to be searched by Korean and English names; arrows move among them.
import { nameOf, readBook, recentEmoji, rememberEmoji, seekEmoji } from "./emoji-book.js"
import { insertText } from "./insert-text.js"

const FOUND = 80
const STEPS = { ArrowLeft: -1, ArrowRight: 1 }

class EmojiPicker extends HTMLElement {
  connectedCallback() {
    this.details = this.querySelector("details")
    this.field = this.querySelector("[type=search]")
    this.grid = this.querySelector(".emoji__grid")
    this.details.addEventListener("toggle", () => { if (this.details.open) this.open() })
    this.field.addEventListener("input", () => this.seek())
    this.addEventListener("click", event => this.clicked(event.target))
    this.addEventListener("keydown", event => this.pressed(event))
    this.hidden = false
  }
  async open() {
    this.field.value = ""
    await this.show(recentEmoji().length ? "recent" : "0")
    if (matchMedia("(pointer: fine)").matches) this.field.focus()
  }
  async show(group) {
    for (const tab of this.querySelectorAll("[data-group]")) tab.setAttribute("aria-pressed", tab.dataset.group === group)
    try {
      const all = await readBook(), recent = recentEmoji()
      const shown = group === "recent" ? recent.map(emoji => all.find(entry => entry.emoji === emoji)).filter(Boolean) : all.filter(entry => entry.group === Number(group))
      this.fill(shown)
    } catch { this.fill([]) }
  }
  async seek() {
    const typed = this.field.value
    if (!typed.trim()) return this.show("0")
    const found = await seekEmoji(typed, FOUND)
    if (typed !== this.field.value) return
    for (const tab of this.querySelectorAll("[data-group]")) tab.setAttribute("aria-pressed", "false")
    this.fill(found)
  }
  fill(entries) {
    this.grid.replaceChildren(...entries.map((entry, at) => {
      const name = nameOf(entry)
      return Object.assign(document.createElement("button"), { type: "button", className: "emoji__one", textContent: entry.emoji, title: name, ariaLabel: name, tabIndex: at ? -1 : 0 })
    }))
    this.grid.scrollTop = 0
    this.querySelector(".emoji__none").hidden = entries.length > 0
  }
  clicked(target) {
    const tab = target.closest("[data-group]"), one = target.closest(".emoji__one")
    if (tab) { this.field.value = ""; this.show(tab.dataset.group) }
    if (one) this.take(one.textContent)
  }
  take(emoji) {
    rememberEmoji(emoji)
    this.details.open = false
    const words = this.closest("post-composer").querySelector("textarea")
    words.focus()
    insertText(words, emoji)
  }
  pressed(event) {
    const all = [...this.grid.children], at = all.indexOf(document.activeElement)
    if (event.key === "Enter" && event.target === this.field) {
      event.preventDefault()
      if (!event.isComposing && all[0]) this.take(all[0].textContent)
    } else if (event.key === "ArrowDown" && event.target === this.field) { event.preventDefault(); this.move(all[0]) }
    else if (at >= 0 && event.key in STEPS) { event.preventDefault(); this.move(all[at + STEPS[event.key]]) }
    else if (at >= 0 && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault()
      const across = all.findIndex(one => one.offsetTop > all[0].offsetTop)
      this.move(all[at + (event.key === "ArrowUp" ? -1 : 1) * (across < 0 ? all.length : across)] ?? (event.key === "ArrowUp" ? this.field : undefined))
    }
  }
  move(to) {
    if (!to) return
    if (to !== this.field) for (const one of this.grid.children) one.tabIndex = one === to ? 0 : -1
    to.focus()
  }
}
customElements.define("emoji-picker", EmojiPicker)
