// Keeps "5 min ago" true while the page stays open; without JavaScript the server's words stand (times.py says the same).
const korean = document.documentElement.lang === "ko"
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR

export function timeAgo(when, now = new Date()) {
  const age = now - when
  if (age < MINUTE) return korean ? "방금" : "now"
  if (age < HOUR) return korean ? `${Math.floor(age / MINUTE)}분 전` : `${Math.floor(age / MINUTE)} min ago`
  if (age < DAY) return korean ? `${Math.floor(age / HOUR)}시간 전` : `${Math.floor(age / HOUR)} h ago`
  const [year, month, day] = [when.getFullYear(), when.getMonth(), when.getDate()]
  if (year === now.getFullYear()) return korean ? `${month + 1}월 ${day}일` : `${months[month]} ${day}`
  return korean ? `${year}. ${month + 1}. ${day}.` : `${months[month]} ${day}, ${year}`
}

const shown = new Set()
setInterval(() => shown.forEach(element => element.show()), 30_000)

class RelativeTime extends HTMLElement {
  connectedCallback() { shown.add(this); this.show() }
  disconnectedCallback() { shown.delete(this) }
  show() {
    const time = this.querySelector("time")
    const words = time && timeAgo(new Date(time.dateTime))
    if (time && time.textContent !== words) time.textContent = words
  }
}
customElements.define("relative-time", RelativeTime)
