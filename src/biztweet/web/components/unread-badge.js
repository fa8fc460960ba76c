// How many notifications are unread: beside the bell, before the title, on the tab's icon and on the app's.
const DOT = '<circle cx="25" cy="8" r="7" fill="#bd1c4a" stroke="#fff" stroke-width="2"/>'
let plain, drawing

async function dotted(link) {
  drawing ??= fetch(plain).then(answer => answer.text())
  const text = (await drawing).replace(/<\/svg>\s*$/, `${DOT}</svg>`)
  if (link.dataset.dot) link.href = `data:image/svg+xml,${encodeURIComponent(text)}`
}

function show({ unread }) {
  for (const badge of document.querySelectorAll("[data-unread]")) {
    badge.hidden = unread === 0
    badge.textContent = unread > 99 ? "99+" : unread
  }
  document.title = (unread ? `(${unread > 99 ? "99+" : unread}) ` : "") + document.title.replace(/^\([\d+]+\) /, "")
  const link = document.querySelector("link[rel=icon][type='image/svg+xml']")
  plain ??= link?.href
  if (link) {
    link.dataset.dot = unread ? "1" : ""
    if (unread) dotted(link)
    else link.href = plain
  }
  // Only an installed app has a badge; elsewhere the browser refuses, and nothing is lost.
  if (unread) navigator.setAppBadge?.(unread).catch(() => {})
  else navigator.clearAppBadge?.().catch(() => {})
}
document.addEventListener("live:notification", event => show(event.detail))
