import type { EventType } from '../../../../contract/pack.ts'
import type { ReportIn } from '../../../../contract/report.ts'
import { isMoment } from '../../../../protocols/open311/fields.ts'
import type { Asked, Submission } from '../../../../protocols/open311/form.ts'
import type { Fault } from '../../../../protocols/open311/types.ts'
import { happenedAt } from './service.ts'

/** A report as any door makes one, and the e-mail only this door asks for. */
export type Sent = ReportIn & { email: string | null }
type Result = { ok: true; value: Sent } | Extract<Asked, { ok: false }>
/** Where an address id or the words of an address stand, WGS-84 degrees; null: nothing is known by them. */
type Place = { lon: number; lat: number } | null

const bad = (description: string): Fault => ({ code: 400, description })
const longest = { address: 500, url: 500, email: 120, name: 60 } as const
const isPhone = /^[0-9+ -]{5,20}$/
/** As people write it, (023) 6300-0000 or 415.555.1212, in the signs of ours. */
const phoneOf = (text: string): string =>
  text
    .replace(/[()./\s]+/g, ' ')
    .replace(/ ?- ?/g, '-')
    .trim()
const isEmail = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/

/** What an app sent as a report of ours; every fault at once. `type`: the matter by its code, null when people cannot report it. */
export function asReport(said: Submission, { type, place }: { type: EventType | null; place: Place }): Result {
  const errors = type ? faultsOf(said, place) : [bad(`service_code ${said.service_code.slice(0, 80)} is unknown`)]
  const at = said.lat !== null && said.long !== null ? { lat: said.lat, lon: said.long } : place
  if (errors.length > 0 || !type || !at) return { ok: false, errors }
  const words = said.description ?? type.name.zh
  const [happened] = said.attributes[happenedAt] ?? []
  return {
    ok: true,
    value: {
      type: type.id,
      // The picture is not fetched: no address a stranger names is ever opened from here.
      content: said.media_url ? `${words}\n${said.media_url}` : words,
      ...at,
      files: [],
      selfHandled: false,
      email: said.email,
      ...(said.address_string ? { address: said.address_string } : {}),
      ...(happened ? { happenedAt: happened } : {}),
      ...(nameOf(said) ? { contactName: nameOf(said) } : {}),
      ...(said.phone ? { phone: phoneOf(said.phone) } : {}),
    },
  }
}

function faultsOf(said: Submission, place: Place): Fault[] {
  const surplus = Object.keys(said.attributes).filter((code) => code !== happenedAt)
  const happened = said.attributes[happenedAt] ?? []
  const checks: [ok: boolean, fault: string][] = [
    [said.lat !== null || place !== null, placeFault(said)],
    [surplus.length === 0, `attributes unknown to this service: ${surplus.join(', ').slice(0, 200)}`],
    [happened.length < 2 && happened.every(isMoment), `attribute[${happenedAt}] must be a moment with a zone`],
    [
      !said.phone || isPhone.test(phoneOf(said.phone)),
      'phone must be 5 to 20 digits, with blanks, plus, hyphens, points or brackets',
    ],
    [!said.email || (said.email.length <= longest.email && isEmail.test(said.email)), 'email is none'],
    [nameOf(said).length <= longest.name, `first_name and last_name have at most ${longest.name} characters`],
    [(said.address_string?.length ?? 0) <= longest.address, `address_string has at most ${longest.address} characters`],
    [!said.media_url || isWebAddress(said.media_url), 'media_url must be an http or https address'],
  ]
  return checks.filter(([ok]) => !ok).map(([, fault]) => bad(fault))
}

const placeFault = ({ address_id: id }: Submission): string =>
  id
    ? `address_id ${id.slice(0, 40)} is unknown: the code of an area is meant`
    : 'lat and long are needed, an address_id (the code of an area), or an address_string that names one town or community here'

/** 张 and 三 are written together, Ann and Li apart. */
function nameOf({ first_name: first, last_name: last }: Submission): string {
  const isHan = /^\p{Script=Han}+$/u.test(`${first ?? ''}${last ?? ''}`)
  return (isHan ? [last, first] : [first, last]).filter(Boolean).join(isHan ? '' : ' ')
}

const isWebAddress = (text: string): boolean =>
  text.length <= longest.url && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
