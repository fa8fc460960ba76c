// What administrators announce while the page is open, and what is over or put away in another tab.
const all = () => document.querySelector("[data-announcements]")

function add({ id, html }) {
  const place = all()
  if (!place) return
  remove({ id })
  htmx.swap({ text: html, target: place, sourceElement: place, swap: "beforeend" })
}

function remove({ id }) {
  document.getElementById(`announcement-${id}`)?.remove()
}

const answers = { announcement: add, "announcement-over": remove }
for (const [name, answer] of Object.entries(answers)) document.addEventListener(`live:${name}`, event => answer(event.detail))
