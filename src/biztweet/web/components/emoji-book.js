// Every emoji by its Korean and English names; read at first use, for it is larger than all scripts together.
const KEPT = "emoji:recent", MOST_RECENT = 24
let book

export function readBook() {
  book ??= fetch(new URL("../vendor/emoji.json", import.meta.url)).then(answer => {
    if (!answer.ok) throw new Error(`emoji.json: ${answer.status}`)
    return answer.json()
  }).then(rows => rows.map(([emoji, group, ...names]) => ({ emoji, group, names: names.map(name => name.toLowerCase()) })))
  book.catch(() => { book = undefined })
  return book
}

// Those whose name begins with what is typed first, then those in which a word does, then those that hold it.
export async function seekEmoji(typed, most) {
  const words = typed.normalize("NFC").toLowerCase().replaceAll("_", " ").trim()
  if (!words) return []
  const ranked = [[], [], []]
  for (const entry of await readBook()) {
    const rank = Math.min(...entry.names.map(name => rankOf(name.replaceAll("_", " "), words)))
    if (rank < 3) ranked[rank].push(entry)
  }
  return ranked.flat().slice(0, most)
}

function rankOf(name, words) {
  const at = name.indexOf(words)
  return at === 0 ? 0 : at < 0 ? 3 : name[at - 1] === " " ? 1 : 2
}

export function recentEmoji() { return (localStorage.getItem(KEPT) ?? "").split(" ").filter(Boolean) }

export function rememberEmoji(emoji) {
  const others = recentEmoji().filter(other => other !== emoji)
  localStorage.setItem(KEPT, [emoji, ...others].slice(0, MOST_RECENT).join(" "))
}

// What the reader calls it: in the language of the page.
export const nameOf = ({ names }) => document.documentElement.lang === "ko" ? names[0] : names[2]
