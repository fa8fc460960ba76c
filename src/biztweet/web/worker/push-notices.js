// Shows what the server pushes, and leads to what it is about. Something is always shown: browsers that push ask for it.
const UNREADABLE = { title: "BizTweet", body: "", url: "/notifications", tag: "hint" }

function pushed(data) {
  try { return { ...UNREADABLE, ...data.json() } } catch { return UNREADABLE }
}

function show({ title, body, url, tag, icon }) {
  return self.registration.showNotification(title, { body, tag, icon, renotify: true, data: { url } })
}

// A tab that is there already comes forward; one that shows something else is left alone, for somebody may write in it.
async function lead(path) {
  const goal = new URL(path, self.location.origin)
  if (goal.origin !== self.location.origin) return
  const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true })
  const there = tabs.find(tab => new URL(tab.url).pathname === goal.pathname)
  await (there ? there.focus() : self.clients.openWindow(goal.href))
}

self.addEventListener("push", event => event.waitUntil(show(pushed(event.data))))
self.addEventListener("notificationclick", event => {
  event.notification.close()
  event.waitUntil(lead(event.notification.data.url))
})
