// Offers that this browser rings. Nothing is asked before a click; where it cannot ring, the offer is not shown.
const LATER = "ring-later"
const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window

class RingOffer extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this)
    this.look()
  }
  disconnectedCallback() { this.removeEventListener("click", this) }

  async handleEvent(event) {
    const act = event.target.closest("button")?.name
    if (act === "later") localStorage.setItem(LATER, "1")
    if (act !== "ring" && act !== "still") return this.look()
    this.wrong(false)
    try {
      await (act === "ring" ? this.ring() : this.still())
    } catch (error) {
      console.info(`Not done: ${error.message}`)
      this.wrong(true)
    }
    await this.look()
    this.querySelector("button:not([hidden])")?.focus()
  }

  async look() {
    const state = able ? await this.state() : ""
    const wanted = !this.hasAttribute("quiet") || (state === "off" && !localStorage.getItem(LATER))
    for (const part of this.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== state
    this.hidden = !able || !wanted
  }

  async state() {
    if (Notification.permission === "denied") return "denied"
    if (Notification.permission !== "granted" || !this.hasAttribute("on")) return "off"
    const registration = await navigator.serviceWorker.getRegistration()
    return await registration?.pushManager.getSubscription() ? "on" : "off"
  }

  async ring() {
    if (await Notification.requestPermission() !== "granted") return
    const { pushManager } = await navigator.serviceWorker.ready
    await (await pushManager.getSubscription())?.unsubscribe()  // it may be of another person, or another server's key
    const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: this.getAttribute("key") })
    const { endpoint, keys } = made.toJSON()
    await this.tell("ring", { endpoint, ...keys })
    this.setAttribute("on", "")
  }

  async still() {
    await this.tell("still", {})
    this.removeAttribute("on")
    const registration = await navigator.serviceWorker.getRegistration()
    await (await registration?.pushManager.getSubscription())?.unsubscribe()
  }

  async tell(what, fields) {
    const headers = { "X-CSRF-Token": this.getAttribute("csrf") }
    const answer = await fetch(`/settings/notifications/${what}`, { method: "POST", headers, body: new URLSearchParams(fields) })
    if (!answer.ok) throw new Error(`The server says ${answer.status}`)
  }

  wrong(so) { this.querySelector("[data-wrong]").hidden = !so }
}
customElements.define("ring-offer", RingOffer)
