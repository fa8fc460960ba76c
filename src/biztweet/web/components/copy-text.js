// Copies the words beside its button; without JavaScript there is no button, and one press marks the words whole.
import { say } from "./toast-list.js"

class CopyText extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button")
    this.button.hidden = !navigator.clipboard
    this.button.addEventListener("click", this)
  }
  disconnectedCallback() { this.button.removeEventListener("click", this) }
  async handleEvent() {
    const words = this.querySelector("code")
    try {
      await navigator.clipboard.writeText(words.textContent)
      say(this.getAttribute("done"))
    } catch {
      getSelection().selectAllChildren(words)
    }
  }
}
customElements.define("copy-text", CopyText)
