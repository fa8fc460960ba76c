// While somebody types @, # or :, who or what may be meant. Arrows choose, Enter and Tab take, Escape closes the list.
import { fill } from "./completion-options.js"
import { rememberEmoji } from "./emoji-book.js"
import { insertText } from "./insert-text.js"

const WAIT = 80
const BEGUN = /(?:^|[^A-Za-z0-9_@#&/])([@#])([^\s@#:.,!?()"']{0,40})$|(?:^|\s):([\p{L}_+-][\p{L}\d_+-]*)$/u

class CompletionList extends HTMLElement {
  connectedCallback() {
    this.field = this.closest("post-composer").querySelector("textarea")
    this.list = this.querySelector("[role=listbox]")
    this.field.setAttribute("aria-autocomplete", "list")
    this.field.setAttribute("aria-controls", this.list.id)
    this.field.addEventListener("input", () => this.look())
    this.field.addEventListener("keydown", event => this.pressed(event))
    this.field.addEventListener("blur", () => this.close())
    this.list.addEventListener("pointerdown", event => event.preventDefault())
    this.list.addEventListener("click", event => this.take(event.target.closest("[role=option]")))
  }
  disconnectedCallback() { clearTimeout(this.timer); this.asking?.abort() }

  look() {
    clearTimeout(this.timer)
    const begun = BEGUN.exec(this.field.value.slice(0, this.field.selectionStart))
    if (!begun) return this.close()
    const [, sign = ":", name = begun[3]] = begun
    this.size = sign.length + name.length
    this.timer = setTimeout(() => this.ask(sign, name), WAIT)
  }
  async ask(sign, name) {
    this.asking?.abort()
    const { signal } = this.asking = new AbortController(), wanted = this.wanted = sign + name
    try {
      await fill(this.list, sign, name, this.getAttribute(sign === "@" ? "people" : "topics"), signal)
    } catch { return this.wanted === wanted && this.close() }
    if (this.wanted === wanted) this.show()
  }
  show() {
    const all = this.options
    this.list.hidden = all.length === 0
    all.forEach((each, at) => { each.id = `${this.list.id}-${at}` })
    this.querySelector("[role=status]").textContent = all.length === 1 ? this.getAttribute("one") : all.length ? this.getAttribute("many").replace("{n}", all.length) : ""
    this.choose(0)
  }
  get options() { return [...this.list.querySelectorAll("[role=option]")] }
  choose(at) {
    const all = this.options, chosen = all.at(at % (all.length || 1))
    all.forEach(each => each.setAttribute("aria-selected", each === chosen))
    this.chosen = chosen
    if (chosen && !this.list.hidden) this.field.setAttribute("aria-activedescendant", chosen.id)
    else this.field.removeAttribute("aria-activedescendant")
    chosen?.scrollIntoView({ block: "nearest" })
  }
  close() {
    this.wanted = undefined
    this.list.hidden = true
    this.field.removeAttribute("aria-activedescendant")
  }
  pressed(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (this.list.hidden || event.ctrlKey || event.metaKey || event.altKey || (!step && !["Enter", "Tab", "Escape"].includes(event.key))) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (step) this.choose(this.options.indexOf(this.chosen) + step)
    else if (event.key === "Escape") this.close()
    // A syllable that is still being composed is finished first: it would be written once more behind what is put in.
    else if (event.isComposing) this.field.addEventListener("compositionend", () => setTimeout(() => this.take(this.chosen)), { once: true })
    else this.take(this.chosen)
  }
  take(chosen) {
    if (!chosen) return
    const at = this.field.selectionStart
    if (chosen.dataset.emoji) rememberEmoji(chosen.dataset.value)
    insertText(this.field, `${chosen.dataset.value} `, at - this.size, at)
    this.close()
  }
}
customElements.define("completion-list", CompletionList)
