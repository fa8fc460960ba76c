// A post's address into the clipboard, or the phone's own share sheet; without JavaScript the link opens the post.
import { say } from "./toast-list.js"

class CopyLink extends HTMLElement {
  connectedCallback() { this.addEventListener("click", this) }
  disconnectedCallback() { this.removeEventListener("click", this) }
  async handleEvent(event) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    const url = this.querySelector("a").href
    try {
      if (matchMedia("(pointer: coarse)").matches && navigator.share) await navigator.share({ url })
      else { await navigator.clipboard.writeText(url); say(this.getAttribute("done")) }
    } catch (error) {
      if (error.name !== "AbortError") location.assign(url)
    }
  }
}
customElements.define("copy-link", CopyLink)
