// Pictures of a post over the whole window: arrows, swipe, Escape; without JavaScript the link opens the picture.
const dialog = () => document.getElementById("lightbox")
let links = [], at = 0, startX = 0

function show(index) {
  at = (index + links.length) % links.length
  const link = links[at], thumb = link.querySelector(".grid__picture"), box = dialog()
  const picture = box.querySelector(".lightbox__picture")
  const still = link.dataset.still && matchMedia("(prefers-reduced-motion: reduce)").matches
  picture.src = still ? link.dataset.still : link.href
  box.querySelector("[data-play]").hidden = !still
  picture.alt = thumb.alt
  box.querySelector(".lightbox__caption").textContent = thumb.alt
  box.querySelector("[data-download]").href = link.href
  box.querySelectorAll("[data-step]").forEach(button => { button.hidden = links.length < 2 })
}

// What moves begins for who wants less motion only when they ask for it.
function play(box) {
  box.querySelector(".lightbox__picture").src = links[at].href
  box.querySelector("[data-play]").hidden = true
}

function prepare(box) {
  box.dataset.ready = ""
  box.addEventListener("click", event => {
    const step = event.target.closest("[data-step]")
    if (step) show(at + Number(step.dataset.step))
    else if (event.target.closest("[data-play]")) play(box)
    else if (event.target.matches(".lightbox, .lightbox__figure")) box.close()
  })
  box.addEventListener("keydown", event => {
    if (event.key === "ArrowLeft") show(at - 1)
    if (event.key === "ArrowRight") show(at + 1)
  })
  box.addEventListener("pointerdown", event => { startX = event.clientX })
  box.addEventListener("pointerup", event => {
    const moved = event.clientX - startX
    if (Math.abs(moved) > 60 && links.length > 1) show(at + (moved < 0 ? 1 : -1))
  })
  box.addEventListener("close", () => links[at]?.focus())
}

class LightBox extends HTMLElement {
  connectedCallback() { this.addEventListener("click", this) }
  disconnectedCallback() { this.removeEventListener("click", this) }
  handleEvent(event) {
    const link = event.target.closest(".grid__link")
    const box = dialog()
    if (!link || !box || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    if (!("ready" in box.dataset)) prepare(box)
    links = [...this.querySelectorAll(".grid__link")]
    show(links.indexOf(link))
    box.showModal()
  }
}
customElements.define("light-box", LightBox)
