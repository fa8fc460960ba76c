// Rows of notifications: new ones come in at the top, in place of the same row; who opens one has read it.
import { anchored } from "./live-changes.js"

const TOP = 64
const MENTIONS = ["mention", "reply", "quote"]

class NoticeList extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector(".posts")
    document.addEventListener("live:notice", this)
    document.addEventListener("live:notification", this)
    this.addEventListener("click", this)
    this.addEventListener("htmx:after:request", this)
  }
  disconnectedCallback() {
    for (const name of ["notice", "notification"]) document.removeEventListener(`live:${name}`, this)
  }
  handleEvent(event) {
    if (event.type === "live:notice") this.take(event.detail)
    else if (event.type === "live:notification") { if (event.detail.unread === 0) this.allRead() }
    else if (event.type === "click") this.open(event.target.closest("a")?.closest("[data-fresh]"))
    else this.read(event.target.closest?.(".notice"))
  }
  row(key) { return this.querySelector(`.notice[data-key="${CSS.escape(key)}"]`) }
  take({ key, kind, newest, html }) {
    if (this.getAttribute("only") === "mentions" && !MENTIONS.includes(kind)) return
    const change = () => {
      this.row(key)?.remove()
      htmx.swap({ text: html, target: this.list, sourceElement: this.list, swap: "afterbegin" })
    }
    if (window.scrollY > TOP) anchored(change)
    else change()
    this.list.querySelector(".empty")?.remove()
    const field = document.querySelector("[data-newest]")
    if (field) field.value = newest
    this.querySelector("[data-say]").textContent = this.row(key)?.querySelector(".notice__goal").textContent ?? ""
  }
  // The page is left at once, so that the word must outlive it.
  open(row) {
    if (!row) return
    const body = new URLSearchParams({ csrf: document.querySelector("#act [name=csrf]").value })
    fetch(`/notifications/${row.dataset.key}/read`, { method: "POST", keepalive: true, redirect: "manual", body })
    this.read(row)
  }
  read(row) {
    row?.removeAttribute("data-fresh")
    row?.querySelector(".notice__read")?.remove()
  }
  allRead() { this.querySelectorAll("[data-fresh]").forEach(row => this.read(row)) }
}
customElements.define("notice-list", NoticeList)
