// The one Trusted Types policy: HTML comes from our own server by htmx, a worker from our own static files; no script ever.
const rules = {
  createHTML: html => html,
  createScript: () => { throw new TypeError("fragments hold no script") },
  createScriptURL: url => {
    const whole = new URL(url, location.href)
    const ours = whole.pathname.startsWith("/static/") || whole.pathname === "/service-worker.js"
    if (whole.origin !== location.origin || !ours) throw new TypeError("not our worker")
    return whole.href
  },
}
const policy = window.trustedTypes?.createPolicy("biztweet", rules) ?? rules

function refuse() { throw new TypeError("attributes hold no script") }

htmx.registerExtension("biztweet", { init: api => api.initSecurity(policy, refuse, refuse) })

export const workerURL = url => policy.createScriptURL(url)
