// A link that is written or pasted shows the page behind it, if anything stands there; a link to a post offers to quote it.
import { addresses } from "./weigh.js"

const PAUSE = 900, PASTED = 50

class LinkCard extends HTMLElement {
  connectedCallback() {
    this.composer = this.closest("post-composer")
    this.text = this.composer.querySelector("textarea")
    this.place = this.querySelector("[data-card]")
    this.field = this.querySelector("[name=card]")
    this.refused = new Set()
    this.text.addEventListener("input", event => this.look(event.inputType === "insertFromPaste" ? PASTED : PAUSE))
    this.composer.addEventListener("cleared", () => this.empty())
    this.addEventListener("click", event => this.clicked(event.target))
    // What came says whether there is anything to be seen; what waits asks again by itself.
    this.watcher = new MutationObserver(() => { this.hidden = this.place.childElementCount === 0 })
    this.watcher.observe(this.place, { childList: true, subtree: true })
    this.look(PAUSE)
  }
  disconnectedCallback() { clearTimeout(this.timer); this.watcher.disconnect() }

  look(pause) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.show(addresses(this.text.value)[0] ?? ""), pause)
  }
  async show(address) {
    if (this.quoting || address === this.shown) return
    this.shown = address
    this.field.value = this.refused.has(address) ? "off" : ""
    if (!address || this.refused.has(address)) return this.place.replaceChildren()
    const answer = await fetch(`${this.getAttribute("address")}?url=${encodeURIComponent(address)}`, { headers: { "HX-Request": "true" } }).catch(() => null)
    if (address !== this.shown) return
    if (!answer?.ok) return this.place.replaceChildren()
    await htmx.swap({ text: await answer.text(), target: this.place, sourceElement: this.place, swap: "innerHTML" })
  }
  clicked(target) {
    const wanted = target.closest("[data-quote]")
    if (wanted) return this.quote(wanted)
    if (!target.closest(".link-place__remove")) return
    if (this.quoting) this.empty()
    else this.refuse()
    this.text.focus()
  }
  refuse() {
    this.refused.add(this.shown)
    this.field.value = "off"
    this.place.replaceChildren()
  }
  quote(button) {
    this.quoting = Object.assign(document.createElement("input"), { type: "hidden", name: "quote_of", value: button.dataset.quote })
    this.append(this.quoting)
    button.parentElement.remove()
    this.text.value = this.text.value.replace(this.shown, "").trim()
    this.text.dispatchEvent(new InputEvent("input", { bubbles: true }))
    this.text.focus()
  }
  empty() {
    this.quoting?.remove()
    this.quoting = this.shown = undefined
    this.refused.clear()
    this.field.value = ""
    this.place.replaceChildren()
  }
}
customElements.define("link-card", LinkCard)
