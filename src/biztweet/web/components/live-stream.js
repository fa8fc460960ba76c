// What happens elsewhere arrives here and is told to the page as `live:…` events; says so after ten seconds without.
import { workerURL } from "../trust.js"
import { StreamSource, later } from "./stream-source.js"

const QUIET = 10_000

class LiveStream extends HTMLElement {
  connectedCallback() {
    this.position = this.getAttribute("position")
    this.banner = document.querySelector("[data-offline]")
    this.hide = () => this.leave()
    this.show = event => { if (event.persisted) this.join() }
    this.look = () => { if (!document.hidden && !this.hasAttribute("online")) this.wake() }
    window.addEventListener("pagehide", this.hide)
    window.addEventListener("pageshow", this.show)
    document.addEventListener("visibilitychange", this.look)
    this.join()
  }
  disconnectedCallback() {
    window.removeEventListener("pagehide", this.hide)
    window.removeEventListener("pageshow", this.show)
    document.removeEventListener("visibilitychange", this.look)
    this.leave()
  }
  join() {
    const src = new URL(this.getAttribute("src"), location.href).href
    const hear = message => this.hear(message)
    const also = [...document.querySelectorAll("live-timeline")].map(list => list.getAttribute("channel")).map(name => name.replace(/^author:.*/, "company")).filter(name => /^(company$|following$|department$|list:|tag:)/.test(name))
    try {
      const name = `biztweet-${this.getAttribute("me")}`
      this.port = new SharedWorker(workerURL(this.getAttribute("worker")), { type: "module", name }).port
      this.port.onmessage = ({ data }) => hear(data)
      this.port.postMessage({ src, position: this.position, also })
    } catch {
      this.source = new StreamSource(src, this.position, hear, also)
    }
  }
  leave() {
    clearTimeout(this.timer)
    this.port?.postMessage({ leave: true })
    this.source?.close()
    this.port = this.source = undefined
  }
  // Who comes back to this tab need not sit out the wait between two tries.
  wake() {
    this.port?.postMessage({ wake: true })
    this.source?.wake()
  }
  hear({ name, id, data }) {
    if (name === "online" || name === "offline") return this.state(name === "online")
    // One event may come under two names, so the last mark heard counts once more.
    if (id && name !== "resync" && id !== this.last && !later(id, this.position)) return
    if (id) this.position = this.last = id
    document.dispatchEvent(new CustomEvent(`live:${name}`, { detail: data ? JSON.parse(data) : {} }))
  }
  state(online) {
    this.toggleAttribute("online", online)
    // Each try that fails says "offline" again: the time counts from the first.
    if (!online) return this.timer ??= setTimeout(() => { this.banner.hidden = false }, QUIET)
    clearTimeout(this.timer)
    this.timer = undefined
    this.banner.hidden = true
  }
}
customElements.define("live-stream", LiveStream)
