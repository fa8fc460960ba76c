// Closes an open <details> menu on Escape or a press elsewhere; without JavaScript a second press closes it.
class PopMenu extends HTMLElement {
  connectedCallback() {
    this.elsewhere = event => { if (!this.contains(event.target)) this.close() }
    this.escape = event => { if (event.key === "Escape" && this.details?.open) { this.close(); this.details.querySelector("summary").focus() } }
    this.addEventListener("keydown", this.escape)
    this.addEventListener("toggle", () => this.listen(), true)
  }
  disconnectedCallback() { document.removeEventListener("pointerdown", this.elsewhere) }
  get details() { return this.querySelector("details") }
  close() { if (this.details) this.details.open = false }
  listen() {
    const act = this.details?.open ? "addEventListener" : "removeEventListener"
    document[act]("pointerdown", this.elsewhere)
  }
}
customElements.define("pop-menu", PopMenu)
