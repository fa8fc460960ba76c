// Starts the service worker, tells it the page's language, and offers to install the app where the browser allows it.
import { workerURL } from "../trust.js"

let offer

window.addEventListener("beforeinstallprompt", event => {
  event.preventDefault()
  offer = event
  for (const place of document.querySelectorAll("app-install")) place.hidden = false
})
window.addEventListener("appinstalled", () => {
  offer = undefined
  for (const place of document.querySelectorAll("app-install")) place.hidden = true
})

class AppInstall extends HTMLElement {
  connectedCallback() {
    this.hidden = offer === undefined
    this.addEventListener("click", this)
  }
  disconnectedCallback() { this.removeEventListener("click", this) }
  handleEvent() { offer?.prompt() }
}
customElements.define("app-install", AppInstall)

async function start() {
  await navigator.serviceWorker.register(workerURL("/service-worker.js"), { updateViaCache: "none" })
  const { active } = await navigator.serviceWorker.ready
  active.postMessage({ language: document.documentElement.lang })
}
// A page that is served where workers may not run (plain http, a private window) does without.
if ("serviceWorker" in navigator) start().catch(error => console.info(`No service worker: ${error.message}`))
