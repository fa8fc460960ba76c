// Counts while somebody writes, keeps the draft, sends by Ctrl or Cmd and Enter; without JavaScript it is a plain form.
import { weigh } from "./weigh.js"

const NEAR = 20

class PostComposer extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form")
    this.text = this.querySelector("textarea")
    this.place = `draft:${this.getAttribute("context")}`
    this.text.addEventListener("input", this.typed = () => { this.count(); this.keep() })
    this.text.addEventListener("keydown", event => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing && !this.send.disabled) this.form.requestSubmit(this.send)
    })
    this.form.addEventListener("submit", event => { if (this.send.disabled) event.preventDefault(); else this.error.textContent = "" })
    this.form.addEventListener("htmx:before:request", () => { this.text.readOnly = true })
    this.form.addEventListener("htmx:finally:request", () => { this.text.readOnly = false })
    this.form.addEventListener("htmx:after:request", event => { if (event.detail.ctx.response.status < 400) this.clear() })
    this.form.addEventListener("pictures", this.typed)
    window.addEventListener("pageshow", this.shown = event => { if (event.persisted) this.renew() })
    if (!this.text.value) this.text.value = localStorage.getItem(this.place) ?? ""
    this.count()
  }
  disconnectedCallback() { window.removeEventListener("pageshow", this.shown) }
  get send() { return this.querySelector(".composer__send") }
  get error() { return this.querySelector(".composer__error") }

  count() {
    const limit = Number(this.getAttribute("limit"))
    const used = weigh(this.text.value, this.getAttribute("counting")), left = limit - used
    const counter = this.querySelector(".composer__count"), number = counter.querySelector("output")
    counter.hidden = used === 0
    counter.dataset.level = left < 0 ? "over" : left <= NEAR ? "near" : ""
    counter.querySelector(".ring__fill").style.strokeDashoffset = 100 - Math.min(100, used / limit * 100)
    number.value = left
    number.setAttribute("aria-label", `${Math.abs(left)} ${this.getAttribute(left < 0 ? "over" : "left")}`)
    const attached = this.querySelector("[name=media]"), sending = this.querySelector(".composer__thumb progress")
    this.send.disabled = left < 0 || sending !== null || (used === 0 && attached === null)
    if (!CSS.supports("field-sizing", "content")) {
      this.text.style.height = "auto"
      this.text.style.height = `${this.text.scrollHeight}px`
    }
  }
  keep() {
    if (this.text.value) localStorage.setItem(this.place, this.text.value)
    else localStorage.removeItem(this.place)
    this.querySelector(".composer__draft").textContent = this.text.value ? this.getAttribute("draft-kept") : ""
  }
  clear() {
    this.form.reset()
    this.text.value = ""
    for (const more of this.querySelectorAll(".composer__more")) more.open = false
    this.dispatchEvent(new Event("cleared"))
    this.keep()
    this.renew()
    this.count()
  }
  renew() {
    const bytes = crypto.getRandomValues(new Uint8Array(16))
    this.form.elements.key.value = Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("")
  }
}
customElements.define("post-composer", PostComposer)
