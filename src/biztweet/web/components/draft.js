// What somebody has begun to write at one place, kept in their browser: for the tab, which may be loaded anew, and for
// all tabs, should this one crash. Two tabs that write at the same place each keep their own.
const UPLOADS_STAY = 20 * 60 * 60_000 // the server throws away after a day what no post took up

export class Draft {
  constructor(owner, place) { this.name = `draft:${owner}:${place}` }

  read() {
    const draft = parsed(sessionStorage.getItem(this.name)) ?? parsed(localStorage.getItem(this.name))
    if (draft && Date.now() - draft.at > UPLOADS_STAY) draft.files = []
    return draft
  }
  // False where the browser has no room for it, or allows none: then nobody is told that it was kept.
  keep(draft) {
    const text = JSON.stringify({ ...draft, at: Date.now() })
    try {
      sessionStorage.setItem(this.name, text)
      localStorage.setItem(this.name, text)
      return true
    } catch { return false }
  }
  forget() {
    // Another tab may have begun something else meanwhile, which stays.
    if (localStorage.getItem(this.name) === sessionStorage.getItem(this.name)) localStorage.removeItem(this.name)
    sessionStorage.removeItem(this.name)
  }
}

function parsed(text) {
  try { return text ? JSON.parse(text) : null } catch { return null }
}

// A form's fields as a draft keeps them, and back. Files are kept by who shows them.
const LEFT_OUT = new Set(["csrf", "key", "picture", "media", "alt", "reply_to", "quote_of"])
const fields = form => [...form.elements].filter(field => field.name && !LEFT_OUT.has(field.name))

export function written(form) {
  return fields(form).map(field => [field.name, field.type === "checkbox" || field.type === "radio" ? field.checked : field.value])
}

export function fillIn(form, kept) {
  fields(form).forEach((field, at) => {
    const [name, value] = kept[at] ?? []
    if (name !== field.name) return
    if (typeof value === "boolean") field.checked = value
    else field.value = value
  })
  for (const more of form.querySelectorAll(".composer__more")) more.open = [...more.querySelectorAll("[name=option], [name=at]")].some(field => field.value)
}

// What tells two posts of the same words apart: the same key twice is one post sent twice.
export function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("")
}
