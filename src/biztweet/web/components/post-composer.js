// Counts while somebody writes, keeps the draft, sends by Ctrl or Cmd and Enter; without JavaScript it is a plain form.
import { Draft, fillIn, freshKey, written } from "./draft.js"
import { weigh } from "./weigh.js"

const NEAR = 20
const sends = event => event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing

class PostComposer extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form")
    this.text = this.querySelector("textarea")
    this.begun = this.text.defaultValue
    this.draft = new Draft(this.getAttribute("owner"), this.getAttribute("context"))
    this.form.addEventListener("input", this.typed = () => { this.count(); this.keep() })
    this.form.addEventListener("pictures", this.typed)
    this.text.addEventListener("keydown", event => { if (sends(event) && !this.send.disabled) this.form.requestSubmit(this.send) })
    this.form.addEventListener("submit", event => { if (this.send.disabled) event.preventDefault(); else this.error.textContent = "" })
    // Of the form's own sending alone: parts of it ask the server, too.
    const own = (name, act) => this.form.addEventListener(`htmx:${name}:request`, event => { if (event.target === this.form) act(event) })
    own("before", () => { this.text.readOnly = this.failed = true })
    own("after", event => { if (!(this.failed = event.detail.ctx.response.status >= 400)) this.clear() })
    own("finally", () => { this.text.readOnly = false; if (this.failed) this.text.focus() })
    window.addEventListener("pageshow", this.shown = event => { if (event.persisted) this.renew() })
    // What htmx puts in place of another composer gets its attributes once more when it settles.
    document.addEventListener("htmx:after:settle", this.settled = () => this.count())
    this.restore()
    this.count()
  }
  disconnectedCallback() { window.removeEventListener("pageshow", this.shown); document.removeEventListener("htmx:after:settle", this.settled) }
  get send() { return this.querySelector(".composer__send") }
  get error() { return this.querySelector(".composer__error") }
  get files() { return this.querySelector("file-picker")?.kept ?? [] }

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
  // What came back refused from the server is newer than what was kept; so are words that the page begins with.
  restore() {
    const kept = this.draft.read()
    const same = !kept?.files?.length && kept?.fields.some(([name, value]) => name === "text" && this.begun && value === this.begun)
    if (same) this.draft.forget()
    if (!kept || same || this.error.textContent || (this.begun && kept.begun !== this.begun && !kept.revision)) return
    fillIn(this.form, kept.fields)
    if (kept.files?.length) this.querySelector("file-picker")?.restore(kept.files)
    this.say(this.getAttribute("draft-kept"))
  }
  keep() {
    const changed = this.text.value !== this.begun || this.files.length > 0 || this.form.querySelector(".composer__more[open]") !== null
    if (!changed) this.draft.forget()
    const kept = changed && this.draft.keep({ fields: written(this.form), files: this.files, begun: this.begun, revision: this.form.elements.revision?.value })
    this.say(kept ? this.getAttribute("draft-kept") : "")
  }
  say(words) { this.querySelector(".composer__draft").textContent = words }
  clear() {
    this.form.reset()
    this.text.value = this.begun = ""
    for (const more of this.querySelectorAll(".composer__more")) more.open = false
    this.dispatchEvent(new Event("cleared"))
    this.draft.forget()
    this.say("")
    this.renew()
    this.count()
  }
  renew() { this.form.elements.key.value = freshKey() }
}
customElements.define("post-composer", PostComposer)
