// Says what stands in `words` once it has stood there for a moment: of three posts in a row those who listen hear "3 new".
const MOMENT = 1_200

class CalmStatus extends HTMLElement {
  static observedAttributes = ["words"]
  attributeChangedCallback(_name, _before, words) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => { this.textContent = words }, MOMENT)
  }
  disconnectedCallback() { clearTimeout(this.timer) }
}
customElements.define("calm-status", CalmStatus)
