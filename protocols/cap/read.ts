import { type Decoded, decoded, type Rejected, rejected } from '../decoded.ts'
import { readXml, type XmlElement } from '../xml.ts'
import { xmlText } from '../xml-text.ts'
import { breachesOf } from './rules.ts'
import { alertRules, capSpace, fits, type Rule, signatureSpace } from './schema.ts'
import { circleOf, polygonOf, referencesOf, wordsOf } from './texts.ts'
import type { Alert, Area, Info, Pair, ReadAlert, Resource } from './types.ts'

/** The longest document that is read. */
export const mostBytes = 4 * 1024 * 1024

/**
 * Reads a CAP 1.2 alert. Refused are what is no XML (`bad-xml`), document types and entities (`forbidden-entity`), another
 * version of CAP (`wrong-version` with its namespace), another document (`unknown-message` with its root) and what the schema
 * forbids (`bad-schema` with the place). Rules in words that are broken stand in `breaches`.
 */
export function readAlert(document: Uint8Array | string): Decoded<ReadAlert> {
  if (document.length > mostBytes) return rejected('too-long', document.length)
  const text = typeof document === 'string' ? decoded(document.replace(/^\ufeff/, '')) : xmlText(document)
  if (!text.ok) return text
  const xml = readXml(text.value.trimStart())
  if (!xml.ok) return xml
  const root = xml.value
  if (root.name !== 'alert') return rejected('unknown-message', root.name)
  if (root.space !== capSpace) return rejected('wrong-version', root.space || 'no namespace')
  const children = root.children.filter(({ space }) => space !== signatureSpace)
  const fault = signaturesLast(root) ?? orderFault({ ...root, children }, alertRules, 'alert')
  if (fault) return fault
  const alert = alertOf(root)
  return decoded({ ...alert, signed: children.length < root.children.length, breaches: breachesOf(alert, root) })
}

/** Signatures may stand at the end only. */
function signaturesLast(root: XmlElement): Rejected | undefined {
  const first = root.children.findIndex(({ space }) => space === signatureSpace)
  return first >= 0 && root.children.slice(first).some(({ space }) => space !== signatureSpace)
    ? rejected('bad-schema', `alert/${root.children[first]!.name}: not at the end`)
    : undefined
}

/** Whether the children of an element are those of its rules, in order and number, each of its kind. */
function orderFault(parent: XmlElement, rules: Rule[], path: string): Rejected | undefined {
  if (parent.text.trim() !== '') return rejected('bad-schema', `${path}: text between elements`)
  const stray = attributeOf(parent)
  if (stray) return rejected('bad-schema', `${path}: attribute ${stray}`)
  let at = 0
  for (const rule of rules) {
    let count = 0
    while (at < parent.children.length && isOf(parent.children[at]!, rule) && count < rule.most) {
      const fault = elementFault(parent.children[at++]!, rule, `${path}/${rule.name}`)
      if (fault) return fault
      count++
    }
    if (count < rule.least) return rejected('bad-schema', `${path}/${rule.name}: missing`)
  }
  const rest = parent.children[at]
  return rest ? rejected('bad-schema', `${path}/${rest.name}: not expected here`) : undefined
}

const isOf = ({ name, space }: XmlElement, rule: Rule): boolean => name === rule.name && space === capSpace
/** An attribute that is none of the schema instance's own. */
const attributeOf = ({ attributes }: XmlElement): string | undefined =>
  Object.keys(attributes).find((key) => !key.startsWith('{http://www.w3.org/2001/XMLSchema-instance}'))

function elementFault(element: XmlElement, { kind }: Rule, path: string): Rejected | undefined {
  if (isNested(kind)) return orderFault(element, kind, path)
  const [child] = element.children
  if (child) return rejected('bad-schema', `${path}/${child.name}: not expected here`)
  const stray = attributeOf(element)
  if (stray) return rejected('bad-schema', `${path}: attribute ${stray}`)
  return fits(kind, element.text) ? undefined : rejected('bad-schema', `${path}: ${element.text.trim().slice(0, 60)}`)
}

const isNested = (kind: Rule['kind']): kind is Rule[] => Array.isArray(kind) && typeof kind[0] === 'object'

const all = (parent: XmlElement, name: string): XmlElement[] => parent.children.filter((child) => child.name === name)
const textOf = (parent: XmlElement, name: string): string | null => all(parent, name)[0]?.text.trim() || null
const textsOf = (parent: XmlElement, name: string): string[] => all(parent, name).map((child) => child.text.trim())
const need = (parent: XmlElement, name: string): string => textOf(parent, name) ?? ''
/** A word of a list; that it is one has been looked at. */
const wordOf = <T extends string>(parent: XmlElement, name: string): T => need(parent, name) as T

function numberOf(parent: XmlElement, name: string): number | null {
  const text = textOf(parent, name)
  return text === null ? null : Number(text)
}

function alertOf(root: XmlElement): Alert {
  return {
    identifier: need(root, 'identifier'),
    sender: need(root, 'sender'),
    sent: need(root, 'sent'),
    status: wordOf(root, 'status'),
    msgType: wordOf(root, 'msgType'),
    source: textOf(root, 'source'),
    scope: wordOf(root, 'scope'),
    restriction: textOf(root, 'restriction'),
    addresses: wordsOf(need(root, 'addresses')),
    code: textsOf(root, 'code'),
    note: textOf(root, 'note'),
    references: referencesOf(need(root, 'references')),
    incidents: wordsOf(need(root, 'incidents')),
    info: all(root, 'info').map(infoOf),
  }
}

function infoOf(info: XmlElement): Info {
  return {
    language: textOf(info, 'language') ?? 'en-US',
    category: textsOf(info, 'category') as Info['category'],
    event: need(info, 'event'),
    responseType: textsOf(info, 'responseType') as Info['responseType'],
    urgency: wordOf(info, 'urgency'),
    severity: wordOf(info, 'severity'),
    certainty: wordOf(info, 'certainty'),
    audience: textOf(info, 'audience'),
    eventCode: all(info, 'eventCode').map(pairOf),
    effective: textOf(info, 'effective'),
    onset: textOf(info, 'onset'),
    expires: textOf(info, 'expires'),
    senderName: textOf(info, 'senderName'),
    headline: textOf(info, 'headline'),
    description: textOf(info, 'description'),
    instruction: textOf(info, 'instruction'),
    web: textOf(info, 'web'),
    contact: textOf(info, 'contact'),
    parameter: all(info, 'parameter').map(pairOf),
    resource: all(info, 'resource').map(resourceOf),
    area: all(info, 'area').map(areaOf),
  }
}

const pairOf = (element: XmlElement): Pair => ({ valueName: need(element, 'valueName'), value: need(element, 'value') })

const resourceOf = (element: XmlElement): Resource => ({
  resourceDesc: need(element, 'resourceDesc'),
  mimeType: need(element, 'mimeType'),
  size: numberOf(element, 'size'),
  uri: textOf(element, 'uri'),
  derefUri: textOf(element, 'derefUri'),
  digest: textOf(element, 'digest'),
})

const areaOf = (element: XmlElement): Area => ({
  areaDesc: need(element, 'areaDesc'),
  polygon: textsOf(element, 'polygon')
    .flatMap((text) => polygonOf(text) ?? [])
    .filter((ring) => ring.length > 0),
  circle: textsOf(element, 'circle').flatMap((text) => circleOf(text) ?? []),
  geocode: all(element, 'geocode').map(pairOf),
  altitude: numberOf(element, 'altitude'),
  ceiling: numberOf(element, 'ceiling'),
})
