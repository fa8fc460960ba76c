// Asks once, before a post goes out with a picture that nobody described. Settings switch it off.
class AltReminder extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form")
    this.dialog = this.querySelector("dialog")
    this.form.addEventListener("submit", this, { capture: true })
    this.querySelector("[data-describe]").addEventListener("click", () => this.dialog.close("describe"))
    this.querySelector("[data-send]").addEventListener("click", () => this.dialog.close("send"))
    this.dialog.addEventListener("close", () => this.answered(this.dialog.returnValue))
  }
  disconnectedCallback() { this.form.removeEventListener("submit", this, { capture: true }) }
  get missing() { return [...this.form.querySelectorAll("[name=alt]:not([hidden])")].find(words => !words.value.trim()) }
  handleEvent(event) {
    if (this.sends || !this.missing) { this.sends = false; return }
    event.preventDefault()
    event.stopImmediatePropagation()
    this.dialog.returnValue = ""
    this.dialog.showModal()
  }
  answered(answer) {
    this.sends = answer === "send"
    if (this.sends) this.form.requestSubmit(this.form.querySelector(".composer__send"))
    else this.missing?.focus()
  }
}
customElements.define("alt-reminder", AltReminder)
