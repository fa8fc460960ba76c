// A thread in which a reply was put aside, or shown again: what answers its post is read anew, in place.
function redraw(thread) {
  for (const answers of document.querySelectorAll(`[data-answers="${CSS.escape(thread)}"]`)) htmx.trigger(answers, "folds")
}

let open = false
document.addEventListener("htmx:before:swap", ({ target }) => { open = target.matches("[data-answers]") && target.querySelector(".fold")?.open })
document.addEventListener("htmx:after:swap", ({ target }) => { if (open) target.querySelector(".fold")?.setAttribute("open", "") })

document.addEventListener("live:folds", event => redraw(event.detail.thread))
// What answers a reply that stands behind the fold belongs there too.
document.addEventListener("live:post", ({ detail: { thread, answers } }) => {
  if (answers && document.querySelector(`.fold article[data-post="${CSS.escape(answers)}"]`)) redraw(thread)
})
