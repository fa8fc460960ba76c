// Pictures, a video or documents picked, pasted or dropped: sent ahead with their progress, described, put in order.
// Without JavaScript the file field sends them along with the post.
import { say } from "./toast-list.js"
import { upload } from "./upload-file.js"

const MOST = { image: 4, video: 1, document: 5 }
const kind = file => MOST[file.type.split("/")[0]] ? file.type.split("/")[0] : "document"

class FilePicker extends HTMLElement {
  connectedCallback() {
    this.composer = this.closest("post-composer")
    this.field = this.querySelector("[name=picture]")
    if (!this.field) return
    this.entries = []
    this.field.addEventListener("change", () => { this.add([...this.field.files]); this.field.value = "" })
    this.composer.addEventListener("paste", event => { if (event.clipboardData.files.length) { event.preventDefault(); this.add([...event.clipboardData.files]) } })
    this.composer.addEventListener("dragover", event => { if (event.dataTransfer.types.includes("Files")) { event.preventDefault(); this.composer.classList.add("composer--dropping") } })
    this.composer.addEventListener("dragleave", () => this.composer.classList.remove("composer--dropping"))
    this.composer.addEventListener("drop", event => {
      event.preventDefault()
      this.composer.classList.remove("composer--dropping")
      this.add([...event.dataTransfer.files])
    })
    this.composer.addEventListener("cleared", () => { this.entries.forEach(entry => this.forget(entry)); this.show([]) })
  }
  disconnectedCallback() { this.entries?.forEach(entry => this.forget(entry)) }

  add(files) {
    const sorts = new Set([...this.entries, ...files.map(file => ({ file }))].map(entry => kind(entry.file)))
    const most = sorts.size === 1 ? MOST[[...sorts][0]] : 0
    if (this.entries.length + files.length > most) { say(this.getAttribute("together"), "alert"); return }
    this.show([...this.entries, ...files.map(file => this.begin(file))])
  }
  begin(file) {
    const entry = { file, url: kind(file) === "image" ? URL.createObjectURL(file) : "", words: "", id: "", percent: 0 }
    entry.sending = upload(file, percent => { entry.percent = percent; const bar = entry.item?.querySelector("progress"); if (bar) bar.value = percent })
    entry.sending.answer.then(
      id => { entry.id = id; entry.item.querySelector("progress").replaceWith(sent(id)); this.changed() },
      error => { this.remove(entry); say(error.message || this.getAttribute("failed"), "alert") })
    return entry
  }
  remove(entry) { this.forget(entry); this.show(this.entries.filter(other => other !== entry)) }
  forget(entry) { if (!entry.id) entry.sending.stop(); if (entry.url) URL.revokeObjectURL(entry.url) }
  show(entries) {
    this.entries = entries
    const list = this.querySelector(".composer__thumbs")
    list.hidden = entries.length === 0
    list.replaceChildren(...entries.map((entry, at) => entry.item = this.thumb(entry, at)))
    this.changed()
  }
  changed() { this.closest("form").dispatchEvent(new Event("pictures")) }
  thumb(entry, at) {
    const item = document.createElement("li"), describes = kind(entry.file) !== "document"
    item.className = entry.url ? "composer__thumb" : "composer__thumb composer__thumb--file"
    item.append(entry.url ? make("img", { src: entry.url, alt: entry.file.name }) : make("span", { className: "composer__name", textContent: entry.file.name }))
    if (entry.id) item.append(sent(entry.id))
    else item.append(make("progress", { max: 100, value: entry.percent, ariaLabel: this.getAttribute("sending") }))
    const words = make("input", { name: "alt", type: describes ? "text" : "hidden", value: entry.words, placeholder: this.getAttribute("describe"), maxLength: 1500, ariaLabel: this.getAttribute("describe") })
    words.addEventListener("input", () => { entry.words = words.value })
    item.append(words)
    if (at > 0) item.append(this.button("composer__earlier", "←", "earlier", () => this.show(this.entries.with(at, this.entries[at - 1]).with(at - 1, entry))))
    item.append(this.button("composer__remove", "×", "remove", () => this.remove(entry)))
    return item
  }
  button(className, textContent, said, act) {
    const found = make("button", { type: "button", className, textContent, ariaLabel: this.getAttribute(said) })
    found.addEventListener("click", act)
    return found
  }
}
function sent(id) { return make("input", { type: "hidden", name: "media", value: id }) }
function make(name, properties) { return Object.assign(document.createElement(name), properties) }

customElements.define("file-picker", FilePicker)
