// How the votes stand, in place, while others vote; at the end everybody sees what came of it.
import { anchored } from "./live-changes.js"

const swap = (place, text, how) => htmx.swap({ text, target: place, sourceElement: place, swap: how })

function tell({ id, shares, state, html }) {
  for (const poll of document.querySelectorAll(`.poll[data-poll="${CSS.escape(id)}"]`)) {
    const chosen = [...poll.querySelectorAll(".poll__option")].map(option => "chosen" in option.dataset)
    const place = poll.parentElement, at = [...place.children].indexOf(poll)
    if (html) anchored(() => swap(poll, html, "outerHTML"))
    else swap(poll.querySelector(".poll__state"), state, "innerHTML")
    for (const [number, option] of [...place.children[at].querySelectorAll(".poll__option")].entries()) {
      if (html && chosen[number]) option.dataset.chosen = ""
      const bar = option.querySelector(".poll__bar")
      if (bar && shares) {
        bar.value = shares[number]
        option.querySelector(".poll__share").textContent = `${shares[number]}%`
      }
    }
  }
}

document.addEventListener("live:poll", event => tell(event.detail))
