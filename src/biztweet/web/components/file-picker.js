// Pictures, a video or documents picked, pasted or dropped: sent ahead with their progress, described, put in order.
// Without JavaScript the file field sends them along with the post.
import { brought, drawn, sent } from "./file-thumb.js"
import { say } from "./toast-list.js"
import { upload } from "./upload-file.js"

const MOST = { image: 4, video: 1, document: 5 }
const kind = file => MOST[file.type.split("/")[0]] ? file.type.split("/")[0] : "document"

class FilePicker extends HTMLElement {
  connectedCallback() {
    this.composer = this.closest("post-composer")
    this.input = this.querySelector("[name=picture]")
    if (!this.input) return
    this.entries = []
    if (this.querySelector(".composer__thumb")) this.show([...this.querySelectorAll(".composer__thumb")].map(brought))
    this.input.addEventListener("change", () => { this.add([...this.input.files]); this.input.value = "" })
    this.composer.addEventListener("paste", event => { if (event.clipboardData.files.length) { event.preventDefault(); this.add([...event.clipboardData.files]) } })
    this.composer.addEventListener("dragover", event => { if (event.dataTransfer.types.includes("Files")) { event.preventDefault(); this.composer.classList.add("composer--dropping") } })
    this.composer.addEventListener("dragleave", () => this.composer.classList.remove("composer--dropping"))
    this.composer.addEventListener("drop", event => {
      if (!event.dataTransfer.files.length) return
      event.preventDefault()
      this.composer.classList.remove("composer--dropping")
      this.add([...event.dataTransfer.files])
    })
    this.composer.addEventListener("cleared", () => { this.entries.forEach(entry => this.forget(entry)); this.show([]) })
  }
  disconnectedCallback() { this.entries?.forEach(entry => this.forget(entry)) }

  // What a draft keeps, and shows again; a file that was still on its way is picked anew.
  get kept() { return (this.entries ?? []).filter(entry => entry.id).map(({ id, name, kind, preview, words }) => ({ id, name, kind, preview, words })) }
  restore(kept) {
    const others = this.entries?.filter(entry => !kept.some(({ id }) => id === entry.id))
    if (this.input) this.show([...kept.map(entry => ({ ...entry, url: entry.preview })), ...others])
  }

  // As many as fit are taken; of the others it is said which they are.
  add(files) {
    const wanted = this.entries[0]?.kind ?? kind(files[0])
    const room = Math.max(0, MOST[wanted] - this.entries.length)
    const taken = files.filter(file => kind(file) === wanted).slice(0, room)
    const left = files.filter(file => !taken.includes(file))
    if (left.length) say(`${left.map(file => file.name).join(", ")}: ${this.getAttribute("together")}`, "alert")
    if (taken.length) this.show([...this.entries, ...taken.map(file => this.begin(file))])
  }
  begin(file) {
    const entry = { name: file.name, kind: kind(file), url: kind(file) === "image" ? URL.createObjectURL(file) : "", preview: "", words: "", id: "", percent: 0 }
    entry.sending = upload(file, percent => { entry.percent = percent; const bar = entry.item?.querySelector("progress"); if (bar) bar.value = percent })
    entry.sending.answer.then(
      ({ id, preview }) => { Object.assign(entry, { id, preview }); entry.item.querySelector("progress").replaceWith(sent(id)); this.changed() },
      error => { this.remove(entry); say(`${file.name}: ${error.message || this.getAttribute("failed")}`, "alert") })
    return entry
  }
  remove(entry) {
    const at = this.entries.indexOf(entry)
    this.forget(entry)
    this.show(this.entries.filter(other => other !== entry))
    const next = this.entries[Math.min(at, this.entries.length - 1)]
    if (next) next.item.querySelector(".composer__remove").focus()
    else if (at >= 0) this.composer.querySelector("textarea").focus()
  }
  forget(entry) { if (!entry.id) entry.sending?.stop(); if (entry.url.startsWith("blob:")) URL.revokeObjectURL(entry.url) }
  move(entry, step) {
    const at = this.entries.indexOf(entry), other = this.entries[at + step]
    if (!other) return
    this.show(this.entries.with(at, other).with(at + step, entry))
    const again = entry.item.querySelector(step < 0 ? ".composer__earlier" : ".composer__later")
    ;(again?.disabled ? entry.item.querySelector(".composer__earlier:enabled, .composer__later:enabled") : again)?.focus()
  }
  show(entries) {
    this.entries = entries
    const list = this.querySelector(".composer__thumbs")
    list.hidden = entries.length === 0
    list.replaceChildren(...entries.map((entry, at) => entry.item = drawn(this, entry, at, entries.length)))
    this.changed()
  }
  changed() { this.closest("form").dispatchEvent(new Event("pictures")) }
}
customElements.define("file-picker", FilePicker)
