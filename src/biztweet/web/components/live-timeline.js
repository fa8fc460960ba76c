// New posts wait behind a pill, so that nothing moves under a reader; replies join the thread that is open.
import { placeReply } from "./live-replies.js"
import { asMuted } from "./muted-here.js"

const MOST_WAITING = 40, OWN_WAITS = 2_000
const HEARD = ["post", "resync", "post-changed", "post-deleted"]
const later = (one, other) => one.length - other.length || (one > other ? 1 : -1)

class LiveTimeline extends HTMLElement {
  connectedCallback() {
    this.waiting = []
    this.pill = this.querySelector(".pill")
    this.list = this.querySelector(".posts")
    this.channel = this.getAttribute("channel")
    this.me = document.querySelector("live-stream").getAttribute("me")
    this.newest = this.querySelector(".posts > .post")?.id.slice(5) ?? "0"
    for (const name of HEARD) document.addEventListener(`live:${name}`, this)
    this.pill.addEventListener("click", this)
  }
  disconnectedCallback() {
    for (const name of HEARD) document.removeEventListener(`live:${name}`, this)
  }
  handleEvent(event) {
    if (event.type === "click") return this.show()
    if (event.type === "live:resync") this.missed = true
    else if (event.type === "live:post-changed") return this.waiting.filter(post => post.id === event.detail.id).forEach(post => { post.change = event.detail })
    else if (event.type === "live:post-deleted") this.waiting = this.waiting.filter(post => post.id !== event.detail.id)
    else asMuted(event.detail, this.getAttribute("context")).forEach(post => this.take(post))
    this.tell()
  }
  take(post) {
    if (!this.belongs(post) || (post.repeats && post.author === this.me) || document.getElementById(`post-${post.id}`) || this.waiting.some(other => other.id === post.id)) return
    // One's own comes as the form's answer, with more to do about it; here only when it was sent from elsewhere.
    if (post.author === this.me && (!post.late || document.querySelector(".sending"))) setTimeout(() => { this.take({ ...post, late: true }); this.tell() }, OWN_WAITS)
    else if (this.channel.startsWith("thread:")) placeReply(this.list, post)
    else this.waiting.unshift(post)
  }
  belongs(post) {
    const [kind, id] = this.channel.split(":")
    if (kind === "none") return false
    if (kind === "thread") return post.thread === id
    if (kind === "author") return post.author === id && post.company
    return post.on === this.channel || (kind === "company" && post.company)
  }
  tell() {
    const count = this.waiting.length, many = this.missed || count > MOST_WAITING
    this.pill.hidden = this.channel === "none" || (count === 0 && !this.missed)
    if (this.pill.hidden) return
    const words = count === 1 && !many ? this.getAttribute("one") : this.getAttribute("many").replace("{n}", many ? `${MOST_WAITING}+` : count)
    this.pill.querySelector(".pill__text").textContent = words
    this.querySelector("calm-status").setAttribute("words", words)
    const faces = new Map(this.waiting.map(post => [post.author, post.face]))
    htmx.swap({ text: [...faces.values()].slice(0, 3).join(""), target: this.pill.querySelector(".pill__faces"), sourceElement: this.pill, swap: "innerHTML" })
  }
  async show() {
    const fresh = this.waiting.filter(post => !document.getElementById(`post-${post.id}`))
    const text = this.missed || this.waiting.length > MOST_WAITING ? await this.between() : fresh.map(post => post.html).join("")
    if (text === null) return
    this.newest = [this.newest, ...this.waiting.map(post => post.id)].sort(later).at(-1)
    Object.assign(this, { waiting: [], missed: false })
    this.tell()
    await htmx.swap({ text, target: this.list, sourceElement: this.list, swap: "afterbegin" })
    // What became of them while they waited.
    for (const { change } of fresh) if (change) document.dispatchEvent(new CustomEvent("live:post-changed", { detail: change }))
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches
    window.scrollTo({ top: 0, behavior: still ? "instant" : "smooth" })
    this.list.querySelector(".post")?.focus({ preventScroll: true })
  }
  // The newest of what was missed, and below them the way to the rest; what stands here already comes anew.
  async between() {
    const address = new URL(this.getAttribute("src") || location.pathname + location.search, location)
    address.searchParams.set("after", this.newest)
    const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null)
    if (!answer?.ok) return null
    for (const post of this.list.querySelectorAll(":scope > .post")) if (later(post.id.slice(5), this.newest) > 0) post.remove()
    return answer.text()
  }
}
customElements.define("live-timeline", LiveTimeline)
