// Stands between the pages and the network: keeps static files by the hash in their address, and one page for when
// there is no network. Pages of people and posts are never kept. The server writes `release` and its parts above this.
const KEPT = `static-${release.version}`
const WISHES = "wishes"

const offlinePage = language => `/offline?language=${language}`

async function install() {
  const kept = await caches.open(KEPT)
  await kept.addAll([...release.languages.map(offlinePage), ...release.files])
  await self.skipWaiting()
}

async function activate() {
  const old = (await caches.keys()).filter(name => name !== KEPT && name !== WISHES)
  await Promise.all(old.map(name => caches.delete(name)))
  await self.clients.claim()
}

async function language() {
  const kept = await (await caches.open(WISHES)).match("/language")
  const wish = kept ? await kept.text() : self.navigator.language.split("-")[0]
  return release.languages.includes(wish) ? wish : release.languages[0]
}

async function page(request) {
  try {
    return await fetch(request)
  } catch {
    return await caches.match(offlinePage(await language())) ?? Response.error()
  }
}

async function file(request) {
  const kept = await caches.open(KEPT)
  const found = await kept.match(request)
  if (found) return found
  const answer = await fetch(request)
  if (answer.ok) await kept.put(request, answer.clone())
  return answer
}

self.addEventListener("install", event => event.waitUntil(install()))
self.addEventListener("activate", event => event.waitUntil(activate()))
self.addEventListener("message", event => {
  if (!release.languages.includes(event.data?.language)) return
  event.waitUntil(caches.open(WISHES).then(wishes => wishes.put("/language", new Response(event.data.language))))
})
self.addEventListener("fetch", event => {
  const { request } = event, url = new URL(request.url)
  if (request.method !== "GET" || url.origin !== self.location.origin) return
  if (request.mode === "navigate") event.respondWith(page(request))
  else if (url.pathname.startsWith(`/static/${release.version}/`)) event.respondWith(file(request))
})
