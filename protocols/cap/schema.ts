// The elements of CAP 1.2 in their order: what CAP-v1.2.xsd says, as a table both for reading and for writing.
import { categories, certainties, msgTypes, responseTypes, scopes, severities, statuses, urgencies } from './types.ts'

export const capSpace = 'urn:oasis:names:tc:emergency:cap:1.2'
export const signatureSpace = 'http://www.w3.org/2000/09/xmldsig#'

export type Kind = 'string' | 'time' | 'language' | 'uri' | 'integer' | 'decimal' | readonly string[] | Rule[]
/** One element: how often at least and at most, and what it holds. */
export type Rule = { name: string; least: 0 | 1; most: 1 | typeof many; kind: Kind }

const many = Number.POSITIVE_INFINITY
const one = (name: string, kind: Kind = 'string'): Rule => ({ name, least: 1, most: 1, kind })
const maybe = (name: string, kind: Kind = 'string'): Rule => ({ name, least: 0, most: 1, kind })
const any = (name: string, kind: Kind = 'string'): Rule => ({ name, least: 0, most: many, kind })
const some = (name: string, kind: Kind): Rule => ({ name, least: 1, most: many, kind })

const pair = [one('valueName'), one('value')]
const resource = [
  one('resourceDesc'),
  one('mimeType'),
  maybe('size', 'integer'),
  maybe('uri', 'uri'),
  maybe('derefUri'),
  maybe('digest'),
]
const place = [any('polygon'), any('circle'), any('geocode', pair), maybe('altitude', 'decimal'), maybe('ceiling', 'decimal')]
const times = [maybe('effective', 'time'), maybe('onset', 'time'), maybe('expires', 'time')]
const words = [
  maybe('senderName'),
  maybe('headline'),
  maybe('description'),
  maybe('instruction'),
  maybe('web', 'uri'),
  maybe('contact'),
]

const info = [
  maybe('language', 'language'),
  some('category', categories),
  one('event'),
  any('responseType', responseTypes),
  one('urgency', urgencies),
  one('severity', severities),
  one('certainty', certainties),
  maybe('audience'),
  any('eventCode', pair),
  ...times,
  ...words,
  any('parameter', pair),
  any('resource', resource),
  any('area', [one('areaDesc'), ...place]),
]

export const alertRules: Rule[] = [
  one('identifier'),
  one('sender'),
  one('sent', 'time'),
  one('status', statuses),
  one('msgType', msgTypes),
  maybe('source'),
  one('scope', scopes),
  maybe('restriction'),
  maybe('addresses'),
  any('code'),
  maybe('note'),
  maybe('references'),
  maybe('incidents'),
  any('info', info),
]

/** Is it a moment with seconds and offset, no fraction and no Z? 31 February is none. */
export function isCapTime(text: string): boolean {
  const [, year, month, day, hour, minute, second, offset, quarter] =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)[+-](\d\d):(\d\d)$/.exec(text)?.map(Number) ?? []
  if (year === undefined || year === 0 || month! < 1 || month! > 12 || day! < 1) return false
  if (day! > new Date(Date.UTC(year % 400 === 0 ? 2000 : 2000 + (year % 100 === 0 ? 1 : year % 4), month!, 0)).getUTCDate())
    return false
  if (quarter! > 59 || offset! * 60 + quarter! > 840) return false
  return hour === 24 ? minute === 0 && second === 0 : hour! < 24 && minute! < 60 && second! < 60
}

const forms: Record<'language' | 'integer' | 'decimal' | 'uri', RegExp> = {
  // A reference may hold any letters; before a colon only a scheme, one fragment, whole percent signs.
  uri: /^(?![^:/?#]*:)(?:[^#%]|%[0-9a-fA-F]{2})*(?:#(?:[^#%]|%[0-9a-fA-F]{2})*)?$|^[a-zA-Z][a-zA-Z0-9+.-]*:(?:[^#%]|%[0-9a-fA-F]{2})*(?:#(?:[^#%]|%[0-9a-fA-F]{2})*)?$/,
  language: /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/,
  integer: /^[+-]?\d+$/,
  decimal: /^[+-]?(\d+(\.\d*)?|\.\d+)$/,
}

/** Does the text of an element have the form its kind asks for? Only words are compared with their blanks. */
export function fits(kind: Exclude<Kind, Rule[]>, text: string): boolean {
  if (typeof kind !== 'string') return kind.includes(text)
  const plain = text.trim()
  if (kind === 'time') return isCapTime(plain)
  // An empty language is its default, en-US.
  if (kind === 'language' && text === '') return true
  return kind === 'string' || forms[kind].test(plain)
}
