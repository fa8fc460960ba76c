// What takes longer than a glance to load shows the shape of what will come, and says so to those who listen.
const GLANCE = 150
const waiting = new Map()

function begin(link) {
  const list = link.parentElement
  const timer = setTimeout(() => {
    list.setAttribute("aria-busy", "true")
    link.before(document.getElementById("skeleton").content.cloneNode(true))
  }, GLANCE)
  waiting.set(link, { list, timer })
}

function end(link) {
  const found = waiting.get(link)
  if (!found) return
  waiting.delete(link)
  clearTimeout(found.timer)
  found.list.removeAttribute("aria-busy")
  found.list.querySelector(":scope > .skeleton")?.remove()
}

const linkOf = event => event.detail.ctx?.sourceElement
document.addEventListener("htmx:before:request", event => { if (linkOf(event)?.matches?.(".posts a.older")) begin(linkOf(event)) })
document.addEventListener("htmx:before:swap", event => end(linkOf(event)))
document.addEventListener("htmx:finally:request", event => end(linkOf(event)))
