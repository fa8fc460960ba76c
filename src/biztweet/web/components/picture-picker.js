// Up to four pictures picked, pasted or dropped, each with its description; without JavaScript the file field does it.
import { say } from "./toast-list.js"

const MOST = 4

class PicturePicker extends HTMLElement {
  connectedCallback() {
    this.composer = this.closest("post-composer")
    this.field = this.querySelector("[name=picture]")
    if (!this.field) return
    this.files = []
    this.field.addEventListener("change", () => this.add(this.field.files))
    this.composer.addEventListener("paste", event => { if (event.clipboardData.files.length) { event.preventDefault(); this.add(event.clipboardData.files) } })
    this.composer.addEventListener("dragover", event => { if (event.dataTransfer.types.includes("Files")) { event.preventDefault(); this.composer.classList.add("composer--dropping") } })
    this.composer.addEventListener("dragleave", () => this.composer.classList.remove("composer--dropping"))
    this.composer.addEventListener("drop", event => {
      event.preventDefault()
      this.composer.classList.remove("composer--dropping")
      this.add(event.dataTransfer.files)
    })
    this.composer.addEventListener("cleared", () => this.set([]))
  }
  disconnectedCallback() { this.files?.forEach(entry => URL.revokeObjectURL(entry.url)) }

  add(files) {
    const pictures = [...files].filter(file => file.type.startsWith("image/") && !this.files.some(entry => entry.file === file))
    const all = [...this.files, ...pictures.map(file => ({ file, url: URL.createObjectURL(file), words: "" }))]
    if (all.length > MOST) say(this.getAttribute("too-many"), "alert")
    all.slice(MOST).forEach(entry => URL.revokeObjectURL(entry.url))
    this.set(all.slice(0, MOST))
  }
  set(entries) {
    this.files.filter(entry => !entries.includes(entry)).forEach(entry => URL.revokeObjectURL(entry.url))
    this.files = entries
    const transfer = new DataTransfer()
    entries.forEach(entry => transfer.items.add(entry.file))
    this.field.files = transfer.files
    const list = this.querySelector(".composer__thumbs")
    list.hidden = entries.length === 0
    list.replaceChildren(...entries.map(entry => this.thumb(entry)))
    this.closest("form").dispatchEvent(new Event("pictures"))
  }
  thumb(entry) {
    const item = document.createElement("li"), image = new Image(), words = document.createElement("input"), remove = document.createElement("button")
    item.className = "composer__thumb"
    Object.assign(image, { src: entry.url, alt: entry.file.name })
    Object.assign(words, { name: "alt", value: entry.words, placeholder: this.getAttribute("describe"), maxLength: 1500 })
    words.setAttribute("aria-label", this.getAttribute("describe"))
    words.addEventListener("input", () => { entry.words = words.value })
    Object.assign(remove, { type: "button", className: "composer__remove", textContent: "×" })
    remove.setAttribute("aria-label", this.getAttribute("remove"))
    remove.addEventListener("click", () => this.set(this.files.filter(other => other !== entry)))
    item.append(image, words, remove)
    return item
  }
}
customElements.define("picture-picker", PicturePicker)
