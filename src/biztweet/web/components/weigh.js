// How many characters a text takes, as posts/text.py counts: twitter-text v3 weights after NFC, a link 23, an emoji 2.
import { tlds } from "../tlds.js"

const picture = "(?:[\\u203c\\u2049\\u2122\\u2139\\u2190-\\u21ff\\u2300-\\u23ff\\u24c2\\u25a0-\\u27bf\\u2934\\u2935\\u2b00-\\u2bff" +
  "\\u3030\\u303d\\u3297\\u3299\\u{1f000}-\\u{1f1e5}\\u{1f200}-\\u{1f3fa}\\u{1f400}-\\u{1faff}]" +
  "[\\ufe0f\\u{1f3fb}-\\u{1f3ff}]?|[©®]\\ufe0f)"
const emoji = new RegExp(
  `[0-9#*]\\ufe0f?\\u20e3|[\\u{1f1e6}-\\u{1f1ff}]{2}|\\u{1f3f4}[\\u{e0061}-\\u{e007a}]{1,6}\\u{e007f}|${picture}(?:\\u200d${picture}){0,3}`, "yu")
const light = [[0, 4351], [8192, 8205], [8208, 8223], [8242, 8247]]

const letters = "a-z0-9\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f"
const tail = "(?::\\d+)?(?:\\/(?:\\([^\\s()]*\\)|[a-z0-9\\u00c0-\\u024f\\u0400-\\u04ff!*';:=+,.$/%#\\[\\]\\-_~@|&])*)?(?:\\?[a-z0-9!?*'@();:&=+$/%#\\[\\]\\-_.,~|]*)?"
const link = new RegExp(
  `(?<![a-z0-9@＠$#＃])https?:\\/\\/(?:\\[[0-9a-f:.]+\\]|[${letters}](?:[${letters}_.-]*[${letters}])?)${tail}` +
  `|(?<![a-z0-9@＠$#＃_./-])(?<host>(?:[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?\\.)+(?<tld>[a-z]{2,}))(?![a-z0-9@+-])${tail}`, "giu")

function links(text) {
  const ends = new Map()
  for (const found of text.matchAll(link)) {
    if (found.groups.tld && !tlds.has(found.groups.tld.toLowerCase())) continue
    ends.set(found.index, found.index + found[0].replace(/[!*';:,.$%[\]~@|&()?+]+$/, "").length)
  }
  return ends
}

export function weigh(words, counting = "weighted") {
  const text = words.replaceAll("\r\n", "\n").replaceAll("\ufeff", "").normalize("NFC").trim()
  if (counting === "characters") return [...text].length
  const ends = links(text)
  let at = 0, weight = 0
  while (at < text.length) {
    emoji.lastIndex = at
    const found = !ends.has(at) && emoji.exec(text)
    const point = text.codePointAt(at)
    if (ends.has(at)) [at, weight] = [ends.get(at), weight + 23]
    else if (found) [at, weight] = [at + found[0].length, weight + 2]
    else [at, weight] = [at + (point > 0xffff ? 2 : 1), weight + (light.some(([low, high]) => low <= point && point <= high) ? 1 : 2)]
  }
  return weight
}
