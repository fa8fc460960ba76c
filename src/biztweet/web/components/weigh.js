// How many characters a text takes, as posts/text.py counts: twitter-text v3 weights after NFC, a link 23, an emoji 2.
import { tlds } from "../tlds.js"

const picture = "(?:[\\u203c\\u2049\\u2122\\u2139\\u2190-\\u21ff\\u2300-\\u23ff\\u24c2\\u25a0-\\u27bf\\u2934\\u2935\\u2b00-\\u2bff" +
  "\\u3030\\u303d\\u3297\\u3299\\u{1f000}-\\u{1f1e5}\\u{1f200}-\\u{1f3fa}\\u{1f400}-\\u{1faff}]" +
  "[\\ufe0f\\u{1f3fb}-\\u{1f3ff}]?|[©®]\\ufe0f)"
const emoji = new RegExp(
  `[0-9#*]\\ufe0f?\\u20e3|[\\u{1f1e6}-\\u{1f1ff}]{2}|\\u{1f3f4}[\\u{e0061}-\\u{e007a}]{1,6}\\u{e007f}|${picture}(?:\\u200d${picture}){0,3}`, "yu")
const light = [[0, 4351], [8192, 8205], [8208, 8223], [8242, 8247]]

// Hosts as posts/hosts.py has them: any run without signs and spaces whose last part begins with a top-level domain.
const run = "[^\\s!'#%&()*+,\\\\/:;<=>?@\\[\\]^{|}~$\"`]+"
const found = new RegExp(`(?<![A-Za-z0-9@＠$#＃])(?<scheme>https?:\\/\\/)(?<site>\\[[0-9A-Fa-f:.]+\\]|${run})` +
  "|(?<![A-Za-z0-9@＠$#＃_./-])(?<bare>(?:[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?\\.)+[A-Za-z]{2,})(?![A-Za-z0-9@+-])", "giu")
const tail = /(?::\d+)?(?<path>\/(?:\([^\s()]*(?:\([^\s()]*\)[^\s()]*)?\)|[A-Za-z0-9À-ɏЀ-ӿ!*';:=+,.$/%#[\]\-–_~@|&])*)?(?<query>\?[A-Za-z0-9!?*'@();:&=+$/%#[\]_.,~|-]*)?/yu
const anyHost = /^(?:[a-z0-9](?:[\w-]*[a-z0-9])?\.)*[a-z0-9](?:[\w-]*[a-z0-9])?/i

function knownEnd(host) {
  const parts = host.split(".")
  for (let last = parts.length - 1; last > 0; last--) {
    const word = /^[0-9a-z]+(?![@+-])/i.exec(parts[last])?.[0]
    if (word && tlds.has(word.toLowerCase()) && parts.slice(0, last).every(part => /^[^_-](?:.*[^_-])?$/u.test(part))) return parts.slice(0, last).join(".").length + 1 + word.length
  }
  return 0
}

// A label has 63 characters at most, in the form in which names are asked for.
function labelsFit(host) {
  return URL.canParse(`http://${host}`) && new URL(`http://${host}`).hostname.split(".").every(label => label.length <= 63)
}

function links(text) {
  const ends = new Map()
  for (const { index, groups: { scheme = "", site, bare } } of text.matchAll(found)) {
    const host = site ?? bare
    const size = host.startsWith("[") ? host.length : knownEnd(host) || (site && anyHost.exec(host)?.[0].length) || 0
    if (!size || (!host.startsWith("[") && !labelsFit(host.slice(0, size)))) continue
    tail.lastIndex = index + scheme.length + size
    const { path = "", query = "" } = tail.exec(text).groups
    ends.set(index, endOf(text, index + scheme.length + size, path, query))
  }
  return ends
}

function endOf(text, at, path, query) {
  const port = /^:\d+/.exec(text.slice(at, at + 8))?.[0] ?? ""
  const asked = query.replace(/[!?*'@();:+$%[\].,~|]+$/, "")
  return at + port.length + (asked ? path.length + asked.length : path.replace(/[!*';:,.$%[\]–~@|&]+$/, "").length)
}

// The links of a text, as they stand there.
export const addresses = text => [...links(text)].map(([at, end]) => text.slice(at, end))

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
