// Where a page begins: at the post where somebody left it, loaded as far as they had read; a thread at its own post.
const MOST_PAGES = 25, STEADY = 12
const articles = () => [...document.querySelectorAll(".posts .post[id]")]
const returning = performance.getEntriesByType("navigation")[0]?.type !== "navigate"
const link = () => document.querySelector(".posts > .older[href]:not(.older--gap)")

function leave() {
  const seen = articles().find(post => post.getBoundingClientRect().bottom > 64)
  const focused = document.activeElement?.closest(".post")?.id
  const place = seen && window.scrollY > 0 ? { id: seen.id, top: seen.getBoundingClientRect().top, focused } : null
  history.scrollRestoration = place ? "manual" : "auto"
  history.replaceState({ ...history.state, place }, "")
}

async function back({ id, top, focused }) {
  for (let pages = 0; !document.getElementById(id) && link() && pages < MOST_PAGES; pages++) await more(link())
  const post = document.getElementById(id)
  if (!post) return
  // Posts above get their true heights as they come near: look again until it stands still.
  for (let steady = 0, frames = 0; steady < STEADY && frames < 120; frames++) {
    const moved = post.getBoundingClientRect().top - top
    if (Math.abs(moved) >= 1) window.scrollBy({ top: moved, behavior: "instant" })
    steady = Math.abs(moved) < 1 ? steady + 1 : 0
    await new Promise(requestAnimationFrame)
  }
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
}

async function more(older) {
  const answer = await fetch(older.href, { headers: { "HX-Request": "true" } })
  if (answer.ok) await htmx.swap({ text: await answer.text(), target: older, sourceElement: older, swap: "outerHTML" })
  else older.removeAttribute("href")
}

window.addEventListener("pagehide", leave)
const focus = document.querySelector(".thread__before > *") && document.querySelector(".thread__focus")
if (returning && history.state?.place) back(history.state.place)
else if (focus && !returning && !location.hash) focus.scrollIntoView({ block: "start", behavior: "instant" })
