// A reply that arrives stands where a fresh page would show it: below what it answers, after the answers it has already.
const DEEPEST = 2
const levelOf = row => Number(/thread__level--(\d)/.exec(row.className)?.[1] ?? 0)
const articleIn = row => row.matches?.("article") ? row : row.querySelector?.(":scope > article")

export async function placeReply(list, { id, answers, html }) {
  const rows = [...list.children], at = rows.findIndex(row => articleIn(row)?.dataset.post === answers)
  const level = at < 0 ? 0 : levelOf(rows[at]) + 1
  // What stands deeper is behind a link, which only the server can count.
  if (level > DEEPEST) return htmx.trigger(list.closest("[data-answers]"), "folds")
  if (at < 0 && document.querySelector(`.thread__before [data-post="${CSS.escape(answers)}"]`)) return
  const next = at < 0 ? null : rows.slice(at + 1).find(row => levelOf(row) < level)
  const text = level ? `<div class="thread__level thread__level--${level}">${html}</div>` : html
  if (document.getElementById(`post-${id}`)) return
  if (next) await htmx.swap({ text, target: next, sourceElement: next, swap: "beforebegin" })
  else await htmx.swap({ text, target: list, sourceElement: list, swap: "beforeend" })
}
