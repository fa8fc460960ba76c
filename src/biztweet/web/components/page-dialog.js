// A link with data-dialog opens its page over the one that is read; without JavaScript it leads there.
const sheet = () => document.getElementById("sheet")

async function open(link) {
  const answer = await fetch(link.href, { headers: { "HX-Request": "true" } }).catch(() => null)
  const box = sheet(), place = box?.querySelector("[data-sheet]")
  if (!answer?.ok || !place) return location.assign(link.href)
  await htmx.swap({ text: await answer.text(), target: place, sourceElement: place, swap: "innerHTML" })
  box.from = link.closest("article")
  link.closest("details")?.removeAttribute("open")
  if (!("ready" in box.dataset)) prepare(box)
  box.showModal()
}

function prepare(box) {
  box.dataset.ready = ""
  box.addEventListener("click", event => { if (event.target === box || event.target.closest("[data-close]")) { event.preventDefault(); box.close() } })
  box.addEventListener("close", () => { if (document.activeElement === document.body) box.from?.focus() })
  // What was done there shows at once here; the stream tells all other pages.
  box.addEventListener("htmx:after:request", event => {
    const { sourceElement, response } = event.detail.ctx, deleted = sourceElement.dataset.deletes
    box.close()
    if (deleted && response.status < 400) document.dispatchEvent(new CustomEvent("live:post-deleted", { detail: { id: deleted } }))
  })
}

document.addEventListener("click", event => {
  const link = event.target.closest?.("a[data-dialog]")
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || !sheet()) return
  event.preventDefault()
  open(link)
})
