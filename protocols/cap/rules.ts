import type { XmlElement } from '../xml.ts'
import { isCapTime } from './schema.ts'
import { circleOf, polygonOf, referencesOf } from './texts.ts'
import type { Alert, Area, Breach, Circle, Point } from './types.ts'

/** What CAP 1.2 says in words of an alert; with the document it was read from also what could not be read there. */
export function breachesOf(alert: Alert, document?: XmlElement): Breach[] {
  const found: Breach[] = []
  const say = (rule: string, at: string): void => void found.push({ rule, at })
  names(alert, say)
  chain(alert, say)
  if (alert.scope === 'Restricted' && !alert.restriction) say('restriction-missing', 'restriction')
  if (alert.scope === 'Private' && alert.addresses.length === 0) say('addresses-missing', 'addresses')
  alert.info.forEach((info, i) => {
    info.area.forEach((area, j) => {
      areaRules(area, `info[${i}].area[${j}]`, say)
    })
  })
  if (document) unread(document, say)
  return found
}

type Say = (rule: string, at: string) => void

/** Blanks, commas, `<` and `&` would break the references of others. */
const badName = /[\s,<&]/

function names({ identifier, sender, addresses }: Alert, say: Say): void {
  for (const [at, text] of Object.entries({ identifier, sender }))
    if (text === '') say('name-missing', at)
    else if (badName.test(text)) say('name-characters', at)
  addresses.forEach((address, i) => {
    if (/[<&]/.test(address)) say('name-characters', `addresses[${i}]`)
  })
}

/** An update, a cancellation, an acknowledgement and a refusal are about something. */
function chain({ msgType, references }: Alert, say: Say): void {
  if (msgType !== 'Alert' && references.length === 0) say('references-missing', 'references')
  references.forEach(({ sent }, i) => {
    if (!isCapTime(sent)) say('reference-time', `references[${i}]`)
  })
}

function areaRules({ polygon, circle, altitude, ceiling }: Area, at: string, say: Say): void {
  polygon.forEach((ring, i) => {
    ringRules(ring, `${at}.polygon[${i}]`, say)
  })
  circle.forEach((each, i) => {
    if (!onEarth(each)) say('circle-outside', `${at}.circle[${i}]`)
  })
  if (ceiling !== null && altitude === null) say('ceiling-without-altitude', `${at}.ceiling`)
}

function ringRules(ring: Point[], at: string, say: Say): void {
  const [first] = ring
  const last = ring[ring.length - 1]
  if (ring.length < 4) say('polygon-short', at)
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) say('polygon-open', at)
  if (!ring.every(([lat, lon]) => onEarth({ lat, lon }))) say('polygon-outside', at)
}

const onEarth = ({ lat, lon }: Pick<Circle, 'lat' | 'lon'>): boolean => Math.abs(lat) <= 90 && Math.abs(lon) <= 180

/** Text of the document that says nothing we can read. */
function unread(root: XmlElement, say: Say): void {
  const texts = (parent: XmlElement, name: string): string[] =>
    parent.children.filter((child) => child.name === name).map((child) => child.text.trim())
  for (const text of texts(root, 'references'))
    if (text !== '' && referencesOf(text).length < text.split(/\s+/).length) say('reference-form', 'references')
  const infos = root.children.filter(({ name }) => name === 'info')
  infos.forEach((info, i) => {
    info.children
      .filter(({ name }) => name === 'area')
      .forEach((area, j) => {
        const at = `info[${i}].area[${j}]`
        for (const text of texts(area, 'polygon')) if (text !== '' && !polygonOf(text)) say('polygon-form', at)
        for (const text of texts(area, 'circle')) if (text !== '' && !circleOf(text)) say('circle-form', at)
      })
  })
}
