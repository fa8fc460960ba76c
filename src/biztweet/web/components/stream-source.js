// One EventSource that never gives up, and remembers what it told, so that a page that joins late misses nothing.
const NAMES = ["post", "post-changed", "post-deleted", "counts", "poll", "folds", "letter", "letter-deleted", "letters", "notification", "notice", "announcement", "announcement-over", "resync", "goodbye"]
const KEPT = 400, MOST_NAMES = 8, FIRST_WAIT = 500, LONGEST_WAIT = 30_000

// Marks are EPOCH-NUMBER; of two epochs there is no telling, so the page takes what it is given.
export function later(one, other) {
  const [epoch, number] = one.split("-"), [otherEpoch, otherNumber] = other.split("-")
  return epoch !== otherEpoch || Number(number) > Number(otherNumber)
}

export class StreamSource {
  constructor(url, position, tell, also = []) {
    Object.assign(this, { url, position, tell, also, since: position, kept: [], tries: 0, online: undefined })
    addEventListener("online", this.back = () => { if (!this.online) this.open() })
    this.open()
  }
  open() {
    clearTimeout(this.timer)
    this.source?.close()
    const also = this.also.map(name => `&also=${encodeURIComponent(name)}`).join("")
    this.source = new EventSource(`${this.url}?after=${this.position}${also}`)
    this.source.onopen = () => { this.tries = 0; this.is(true) }
    this.source.onerror = () => this.again()
    for (const name of NAMES) this.source.addEventListener(name, event => this.hear(name, event))
  }
  // For a page that shows another feed: it is heard too, from where that page stands; other pages pass over what they know.
  widen(position, also) {
    if (also.every(name => this.also.includes(name))) return
    this.also = [...new Set([...this.also, ...also])].slice(-MOST_NAMES)
    if (later(this.position, position)) Object.assign(this, { position, since: position, kept: [] })
    this.open()
  }
  hear(name, event) {
    if (event.lastEventId) this.position = event.lastEventId
    if (name === "goodbye") return this.again()
    if (name === "letters") return this.tally(JSON.parse(event.data))
    if (name === "notification") return this.count(JSON.parse(event.data))
    const message = { name, id: this.position, data: event.data }
    this.kept.push(message)
    if (this.kept.length > KEPT) this.since = this.kept.shift().id
    this.tell(message)
  }
  // Our own waiting, not the browser's: that one gives up for good at the first answer that is no stream.
  again() {
    this.source.close()
    this.is(false)
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.tries++)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.open(), wait * (0.5 + Math.random() / 2))
  }
  wake() { if (this.source.readyState === EventSource.CLOSED) this.open() }
  is(online) {
    this.online = online
    this.tell({ name: online ? "online" : "offline" })
  }
  count({ unread, more = 0 }) {
    this.unread = unread ?? this.unread + more
    this.tell({ name: "notification", data: JSON.stringify({ unread: this.unread }) })
  }
  // Conversations with something unread: all of them at first, then what becomes of each.
  tally({ all, id, unread }) {
    if (all) this.unreadConversations = new Set(all)
    else this.unreadConversations?.[unread ? "add" : "delete"](id)
    this.tell({ name: "letters", data: JSON.stringify({ unread: this.unreadConversations?.size ?? 0 }) })
  }
  // To one who knows all up to `position`: what came since, or that it must read anew.
  catchUp(position, tell) {
    if (later(this.since, position)) tell({ name: "resync", id: this.position, data: "" })
    else this.kept.filter(message => later(message.id, position)).forEach(tell)
    if (this.unread !== undefined) tell({ name: "notification", data: JSON.stringify({ unread: this.unread }) })
    if (this.unreadConversations) tell({ name: "letters", data: JSON.stringify({ unread: this.unreadConversations.size }) })
    if (this.online !== undefined) tell({ name: this.online ? "online" : "offline" })
  }
  close() {
    removeEventListener("online", this.back)
    clearTimeout(this.timer)
    this.source.close()
  }
}
