// Short messages that go away by themselves; says so when the server does not answer.
const STAYS = 6_000

export function say(words, role = "status") {
  const line = document.createElement("p")
  line.className = role === "alert" ? "toast toast--alert" : "toast"
  line.setAttribute("role", role)
  document.getElementById("toasts")?.append(line)
  line.textContent = words
}

class ToastList extends HTMLElement {
  connectedCallback() {
    this.watcher = new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(node => this.fade(node))))
    this.watcher.observe(this, { childList: true })
    this.lost = event => {
      const form = event.detail.ctx?.sourceElement?.closest?.("form")
      const place = form?.querySelector(".composer__error")
      if (place) place.textContent = this.getAttribute("no-answer")
      else say(this.getAttribute("no-answer"), "alert")
    }
    document.addEventListener("htmx:error", this.lost)
  }
  disconnectedCallback() {
    this.watcher.disconnect()
    document.removeEventListener("htmx:error", this.lost)
  }
  fade(node) { setTimeout(() => node.remove(), node.getAttribute?.("role") === "alert" ? 2 * STAYS : STAYS) }
}
customElements.define("toast-list", ToastList)
