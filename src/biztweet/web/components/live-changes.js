// Counts, edits and deletions of posts that the page shows, in place; the line under the reader's eyes stays where it is.
const articles = id => document.querySelectorAll(`article[data-post="${CSS.escape(id)}"]`)

export function anchored(change) {
  const kept = [...document.querySelectorAll(".posts article")].find(article => article.getBoundingClientRect().bottom > 64)
  const before = kept?.getBoundingClientRect().top
  change()
  const moved = kept?.isConnected ? kept.getBoundingClientRect().top - before : 0
  if (Math.abs(moved) >= 1) window.scrollBy({ top: moved, behavior: "instant" })
}

function count({ id, ...counts }) {
  const korean = document.documentElement.lang === "ko"
  for (const article of articles(id)) {
    for (const [name, number] of Object.entries(counts)) {
      const place = article.querySelector(`[data-count="${name}"]`)
      if (place) place.textContent = number === 0 ? "" : number < 10_000 ? number.toLocaleString(korean ? "ko" : "en") : place.textContent
    }
  }
}

function change({ id, body }) {
  for (const article of articles(id)) {
    const place = article.querySelector(".post__body")
    if (place) anchored(() => { htmx.swap({ text: body, target: place, sourceElement: place, swap: "outerHTML" }) })
  }
}

function remove({ id }) {
  const words = document.querySelector("live-timeline")?.getAttribute("deleted") ?? ""
  for (const article of new Set([...articles(id), ...document.querySelectorAll(`#post-${CSS.escape(id)}`)])) {
    const line = document.createElement("p")
    line.textContent = words
    anchored(() => { article.className = "stub"; article.replaceChildren(line) })
  }
}

const answers = { counts: count, "post-changed": change, "post-deleted": remove }
for (const [name, answer] of Object.entries(answers)) document.addEventListener(`live:${name}`, event => answer(event.detail))
