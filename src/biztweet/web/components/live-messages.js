// Messages join the conversation that is open, and are read there; lists of conversations are drawn anew.
const OWN_WAITS = 2_000
const ONE_BREATH = 5 * 60_000
const me = () => document.querySelector("live-stream").getAttribute("me")
const place = conversation => document.querySelector(`.messages[data-conversation="${CSS.escape(conversation)}"]`)
const saidAt = message => Date.parse(message.querySelector("time").dateTime)

function read() {
  if (document.visibilityState === "visible") document.querySelector("[data-read]")?.click()
}

// What somebody says in one breath stands under one name; the server draws the page in the same way.
function settle(message) {
  const before = message.previousElementSibling
  const goesOn = before?.matches(".message") && before.dataset.author === message.dataset.author && saidAt(message) - saidAt(before) < ONE_BREATH
  message.toggleAttribute("data-mine", message.dataset.author === me())
  message.toggleAttribute("data-follows", Boolean(goesOn))
}

async function take({ id, talk, html }) {
  const messages = place(talk)
  if (!messages || document.getElementById(`letter-${id}`)) return
  await htmx.swap({ text: html, target: messages, sourceElement: messages, swap: "beforeend" })
  read()
}

// One's own comes as the form's answer; here only when it was sent from elsewhere.
document.addEventListener("live:letter", ({ detail }) => setTimeout(take, detail.author === me() ? OWN_WAITS : 0, detail))
document.addEventListener("live:letter-deleted", ({ detail }) => document.getElementById(`letter-${detail.id}`)?.remove())
document.addEventListener("live:letters", ({ detail: { unread } }) => {
  for (const badge of document.querySelectorAll("[data-messages]")) {
    badge.hidden = unread === 0
    badge.textContent = unread > 99 ? "99+" : unread
  }
  for (const list of document.querySelectorAll("[data-conversations]")) htmx.trigger(list, "conversations")
})
document.addEventListener("visibilitychange", read)

const open = document.querySelector(".messages")
const toTheEnd = () => { open.parentElement.scrollTop = 0 }  // the last message: the list grows upwards
if (open) {
  new MutationObserver(changes => {
    for (const { addedNodes } of changes) for (const node of addedNodes) if (node === open.lastElementChild && node.matches(".message")) { settle(node); if (node.hasAttribute("data-mine")) toTheEnd() }
  }).observe(open, { childList: true })
}
