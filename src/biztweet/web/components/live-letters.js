// Messages join the conversation that is open, and are read there; lists of conversations are drawn anew.
const OWN_WAITS = 2_000
const me = () => document.querySelector("live-stream").getAttribute("me")
const place = talk => document.querySelector(`.letters[data-talk="${CSS.escape(talk)}"]`)

function read() {
  if (document.visibilityState === "visible") document.querySelector("[data-read]")?.click()
}

async function take({ id, talk, author, html }) {
  const letters = place(talk)
  if (!letters || document.getElementById(`letter-${id}`)) return
  const low = window.innerHeight + window.scrollY > document.body.scrollHeight - 200
  await htmx.swap({ text: html, target: letters, sourceElement: letters, swap: "beforeend" })
  const letter = document.getElementById(`letter-${id}`)
  letter.toggleAttribute("data-mine", author === me())
  if (low) letter.scrollIntoView({ block: "center", behavior: "instant" })
  read()
}

// One's own comes as the form's answer; here only when it was sent from elsewhere.
document.addEventListener("live:letter", ({ detail }) => setTimeout(take, detail.author === me() ? OWN_WAITS : 0, detail))
document.addEventListener("live:letter-deleted", ({ detail }) => document.getElementById(`letter-${detail.id}`)?.remove())
document.addEventListener("live:letters", ({ detail: { unread } }) => {
  for (const badge of document.querySelectorAll("[data-letters]")) {
    badge.hidden = unread === 0
    badge.textContent = unread > 99 ? "99+" : unread
  }
  for (const talks of document.querySelectorAll("[data-talks]")) htmx.trigger(talks, "talks")
})
document.addEventListener("visibilitychange", read)
if (document.querySelector("[data-talk]")) document.querySelector(".letter:last-child")?.scrollIntoView({ block: "end", behavior: "instant" })
