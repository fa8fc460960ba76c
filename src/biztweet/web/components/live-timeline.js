// New posts wait behind a pill, so that nothing moves under a reader; replies join the thread that is open.
const MOST_WAITING = 40, OWN_WAITS = 2_000

class LiveTimeline extends HTMLElement {
  connectedCallback() {
    this.waiting = []
    this.pill = this.querySelector(".pill")
    this.list = this.querySelector(".posts")
    this.channel = this.getAttribute("channel")
    this.me = document.querySelector("live-stream").getAttribute("me")
    this.authors = new Set(this.getAttribute("authors").split(" "))
    document.addEventListener("live:post", this)
    document.addEventListener("live:resync", this)
    document.addEventListener("live:post-deleted", this)
    this.pill.addEventListener("click", this)
  }
  disconnectedCallback() {
    for (const name of ["post", "resync", "post-deleted"]) document.removeEventListener(`live:${name}`, this)
  }
  handleEvent(event) {
    if (event.type === "click") return this.show()
    if (event.type === "live:resync") return this.missed()
    if (event.type === "live:post-deleted") this.waiting = this.waiting.filter(post => post.id !== event.detail.id)
    else this.take(event.detail)
    this.tell()
  }
  take(post) {
    if (!this.belongs(post) || document.getElementById(`post-${post.id}`) || this.waiting.some(other => other.id === post.id)) return
    // One's own comes as the form's answer, with more to do about it; here only when it was sent from elsewhere.
    if (post.author === this.me && !post.late) setTimeout(() => { this.take({ ...post, late: true }); this.tell() }, OWN_WAITS)
    else if (this.channel.startsWith("thread:")) this.insert(post.html, "beforeend")
    else this.waiting.unshift(post)
  }
  belongs(post) {
    const [kind, id] = this.channel.split(":")
    if (kind === "thread") return post.thread === id
    if (kind === "author") return post.author === id && post.company
    if (kind === "following") return post.company && this.authors.has(post.author)
    return post.on === this.channel || (kind === "company" && post.company)
  }
  missed() {
    this.reload = true
    this.tell()
  }
  tell() {
    const count = this.waiting.length
    this.pill.hidden = count === 0 && !this.reload
    if (this.pill.hidden) return
    const words = count === 1 ? this.getAttribute("one") : this.getAttribute("many").replace("{n}", this.reload || count > MOST_WAITING ? `${MOST_WAITING}+` : count)
    this.pill.querySelector(".pill__text").textContent = words
    this.querySelector("[data-say]").textContent = words
    this.faces()
  }
  faces() {
    const seen = new Map(this.waiting.map(post => [post.author, post.face]))
    htmx.swap({ text: [...seen.values()].slice(0, 3).join(""), target: this.pill.querySelector(".pill__faces"), sourceElement: this.pill, swap: "innerHTML" })
  }
  async show() {
    if (this.reload || this.waiting.length > MOST_WAITING) return location.assign(location.pathname + location.search)
    const fresh = this.waiting.filter(post => !document.getElementById(`post-${post.id}`))
    this.waiting = []
    this.tell()
    await this.insert(fresh.map(post => post.html).join(""), "afterbegin")
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches
    window.scrollTo({ top: 0, behavior: still ? "instant" : "smooth" })
    this.list.querySelector(".post")?.focus({ preventScroll: true })
  }
  insert(text, swap) {
    return htmx.swap({ text, target: this.list, sourceElement: this.list, swap })
  }
}
customElements.define("live-timeline", LiveTimeline)
