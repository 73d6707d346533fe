import { type Decoded, decoded, type Rejected, rejected } from './decoded.ts'

/** `text` is what stands directly inside, without what its children hold; comments and processing instructions are left out. */
export type XmlElement = {
  name: string
  /** Namespace, '' without one. */
  space: string
  attributes: Record<string, string>
  children: XmlElement[]
  text: string
}

const mostDepth = 64
const nameStart =
  ':A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c-\\u200d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd'
const name = new RegExp(`[${nameStart}][${nameStart}\\-.0-9\\u00b7\\u0300-\\u036f\\u203f-\\u2040]*`, 'y')
const blanks = /[ \t\n]*/y
/** Control characters but tab and line end, halves of a character, and two that are none. */
const forbidden = /(?![\t\n\r\u007f-\u009f])\p{Cc}|\p{Cs}|[\ufffe\uffff]/u
const declaration =
  /^<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(?:"1\.\d"|'1\.\d')(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(?:"[\w.-]+"|'[\w.-]+'))?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\n]*\?>/
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Why reading ended; the only thing thrown, and caught again here. */
class Fault {
  readonly rejected: Rejected
  constructor(error: Rejected['error'], detail: string | number) {
    this.rejected = rejected(error, detail)
  }
}

/**
 * Reads a document with namespaces. A document type and with it every entity of one's own is refused (`forbidden-entity`)
 * before anything is read: nothing is ever opened, included or blown up. `bad-xml` names the place.
 */
export function readXml(source: string): Decoded<XmlElement> {
  try {
    const text = source.replace(/\r\n?/g, '\n')
    const wrong = forbidden.exec(text)
    if (wrong) return rejected('bad-xml', wrong.index)
    return decoded(new XmlReader(text).document())
  } catch (fault) {
    if (fault instanceof Fault) return fault.rejected
    throw fault
  }
}

type Spaces = Record<string, string>
type Open = { element: XmlElement; tag: string; spaces: Spaces; texts: string[] }

class XmlReader {
  private readonly text: string
  private at = 0

  constructor(text: string) {
    this.text = text
  }

  document(): XmlElement {
    this.at = declaration.exec(this.text)?.[0].length ?? 0
    this.between()
    if (this.text[this.at] !== '<') this.fail()
    const root = this.element()
    this.between()
    if (this.at < this.text.length) this.fail()
    return root
  }

  private fail(): never {
    throw new Fault('bad-xml', this.at)
  }

  private skip(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0] ?? ''
    this.at += found.length
    return found
  }

  /** Blanks, comments and instructions outside the root. */
  private between(): void {
    for (;;) {
      this.skip(blanks)
      if (this.text.startsWith('<!--', this.at)) this.comment()
      else if (this.text.startsWith('<?', this.at)) this.instruction()
      else if (this.text.startsWith('<!DOCTYPE', this.at)) throw new Fault('forbidden-entity', 'DOCTYPE')
      else return
    }
  }

  private comment(): void {
    const end = this.text.indexOf('--', this.at + 4)
    if (end < 0 || this.text[end + 2] !== '>') this.fail()
    this.at = end + 3
  }

  private instruction(): void {
    const end = this.text.indexOf('?>', this.at)
    this.at += 2
    const target = this.skip(name)
    if (end < 0 || target === '' || target.toLowerCase() === 'xml' || target.includes(':')) this.fail()
    if (this.at !== end && !' \t\n'.includes(this.text[this.at]!)) this.fail()
    this.at = end + 2
  }

  /** From a start tag to its end tag, with everything inside, without recursion. */
  private element(): XmlElement {
    const stack: Open[] = []
    let done = this.open(stack)
    while (!done) {
      const here = stack[stack.length - 1]!
      if (this.text[this.at] !== '<') here.texts.push(this.characters())
      else if (this.text.startsWith('</', this.at)) done = this.close(stack)
      else if (this.text.startsWith('<!--', this.at)) this.comment()
      else if (this.text.startsWith('<![CDATA[', this.at)) here.texts.push(this.cdata())
      else if (this.text.startsWith('<?', this.at)) this.instruction()
      else {
        if (stack.length >= mostDepth) throw new Fault('too-long', 'depth')
        this.open(stack)
      }
    }
    return done
  }

  /** Answers the element when it is empty and the outermost. */
  private open(stack: Open[]): XmlElement | undefined {
    const start = this.at++
    const tag = this.skip(name)
    if (tag === '') this.fail()
    const given = this.attributes()
    const parent = stack[stack.length - 1]
    const spaces = spacesOf(given, parent?.spaces ?? { xml: 'http://www.w3.org/XML/1998/namespace' })
    const resolved = resolve(tag, spaces, true)
    if (!resolved) {
      this.at = start
      this.fail()
    }
    const element: XmlElement = { ...resolved, attributes: this.named(given, spaces), children: [], text: '' }
    parent?.element.children.push(element)
    const empty = this.text[this.at] === '/'
    if (empty) this.at++
    if (this.text[this.at] !== '>') this.fail()
    this.at++
    if (empty) return parent ? undefined : element
    stack.push({ element, tag, spaces, texts: [] })
    return undefined
  }

  private close(stack: Open[]): XmlElement | undefined {
    this.at += 2
    const tag = this.skip(name)
    this.skip(blanks)
    const ended = stack.pop()
    if (ended?.tag !== tag || this.text[this.at] !== '>') this.fail()
    this.at++
    ended.element.text = ended.texts.join('')
    return stack.length === 0 ? ended.element : undefined
  }

  private attributes(): [string, string][] {
    const given: [string, string][] = []
    const seen = new Set<string>()
    for (;;) {
      const gap = this.skip(blanks)
      const next = this.text[this.at]
      if (next === '>' || next === '/') return given
      const key = gap === '' ? '' : this.skip(name)
      if (key === '' || seen.has(key)) this.fail()
      seen.add(key)
      this.skip(blanks)
      if (this.text[this.at++] !== '=') this.fail()
      this.skip(blanks)
      given.push([key, this.quoted()])
    }
  }

  private quoted(): string {
    const quote = this.text[this.at]
    if (quote !== '"' && quote !== "'") this.fail()
    const end = this.text.indexOf(quote, this.at + 1)
    const inside = end < 0 ? '<' : this.text.slice(this.at + 1, end)
    if (inside.includes('<')) this.fail()
    const value = this.expanded(inside.replace(/[\n\t]/g, ' '))
    this.at = end + 1
    return value
  }

  /** Attributes by their local name, those of a namespace as `{namespace}name`; two of one name are a fault. */
  private named(given: [string, string][], spaces: Spaces): Record<string, string> {
    const attributes: Record<string, string> = Object.create(null)
    for (const [key, value] of given) {
      if (key === 'xmlns' || key.startsWith('xmlns:')) continue
      const resolved = resolve(key, spaces, false)
      const full = resolved && (resolved.space === '' ? resolved.name : `{${resolved.space}}${resolved.name}`)
      if (full === undefined || full in attributes) this.fail()
      attributes[full] = value
    }
    return attributes
  }

  private characters(): string {
    const end = this.text.indexOf('<', this.at)
    if (end < 0) {
      this.at = this.text.length
      this.fail()
    }
    const raw = this.text.slice(this.at, end)
    if (raw.includes(']]>')) this.fail()
    const text = this.expanded(raw)
    this.at = end
    return text
  }

  private cdata(): string {
    const end = this.text.indexOf(']]>', this.at)
    if (end < 0) this.fail()
    const text = this.text.slice(this.at + 9, end)
    this.at = end + 3
    return text
  }

  private expanded(raw: string): string {
    if (!raw.includes('&')) return raw
    return raw.replace(/&([^;&]*;?)/g, (_, body: string) => {
      if (!body.endsWith(';')) this.fail()
      const known = Object.hasOwn(entities, body.slice(0, -1)) ? entities[body.slice(0, -1)] : undefined
      if (known !== undefined) return known
      const [, hex, decimal] = /^#(?:x([0-9a-fA-F]+)|([0-9]+));$/.exec(body) ?? []
      if (hex === undefined && decimal === undefined) throw new Fault('forbidden-entity', body.slice(0, 40))
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      const character = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '\u0000'
      if (forbidden.test(character)) this.fail()
      return character
    })
  }
}

function spacesOf(given: [string, string][], before: Spaces): Spaces {
  const own = given.filter(([key]) => key === 'xmlns' || key.startsWith('xmlns:'))
  if (own.length === 0) return before
  const spaces: Spaces = Object.assign(Object.create(null), before)
  for (const [key, value] of own) spaces[key === 'xmlns' ? '' : key.slice(6)] = value
  return spaces
}

/** The local name and its namespace; undefined when the prefix is not declared. */
function resolve(full: string, spaces: Spaces, isElement: boolean): { name: string; space: string } | undefined {
  const colon = full.indexOf(':')
  if (colon < 0) return { name: full, space: (isElement ? spaces[''] : '') ?? '' }
  const space = spaces[full.slice(0, colon)]
  const local = full.slice(colon + 1)
  return space && local !== '' && !local.includes(':') && /^[^\d.-]/.test(local) ? { name: local, space } : undefined
}

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

/** Text as it stands in XML; what XML cannot hold at all is left out. */
export const escapeXml = (text: string): string =>
  text.replace(new RegExp(forbidden.source, 'gu'), '').replace(/[&<>"\r]/g, (mark) => marks[mark]!)
