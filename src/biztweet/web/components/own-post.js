// One's own post stands in the list at once, paler, until the server's answer takes its place or says why not.
const waiting = new Map()

function place({ detail: { ctx } }) {
  const form = ctx.sourceElement, mould = document.getElementById("own-post")
  const list = document.querySelector("#posts"), text = form?.elements?.text?.value.trim()
  // Parts of a form ask the server, too: only the form itself posts.
  if (!form?.matches?.("form[action='/posts']") || !mould || !list || !text || form.elements.at?.value) return
  const post = mould.content.firstElementChild.cloneNode(true)
  post.querySelector(".post__text").textContent = text
  waiting.set(form, post)
  list[form.elements.reply_to ? "append" : "prepend"](post)
}

function takeAway({ detail: { ctx } }) {
  const form = ctx.sourceElement
  waiting.get(form)?.remove()
  waiting.delete(form)
}

document.addEventListener("htmx:before:request", place)
document.addEventListener("htmx:before:swap", takeAway)
document.addEventListener("htmx:finally:request", takeAway)
