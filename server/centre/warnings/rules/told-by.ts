import type { Info, ReadAlert } from '../../../../protocols/cap/types.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { Corner, Told, ToldPart } from '../types.ts'
import { colourOf } from './colour-of.ts'

const kinds: Partial<Record<ReadAlert['msgType'], Told['kind']>> = { Alert: 'alert', Update: 'update', Cancel: 'cancel' }

/**
 * What an alert tells people. Refused: acknowledgements and errors, drafts and what systems tell each other, a cancellation of
 * nothing, and what says no colour. An update that does not say of what is taken as new: a warning is never lost over its form.
 */
export function toldBy(alert: ReadAlert): Result<Told> {
  const kind = kinds[alert.msgType]
  if (!kind) return refuse('warning.kind', { kind: alert.msgType })
  if (alert.status === 'Draft' || alert.status === 'System') return refuse('warning.kind', { kind: alert.status })
  const name = alert.breaches.find(({ rule }) => rule.startsWith('name-'))
  if (name) return refuse('warning.document', { why: `${name.rule} ${name.at}` })
  const about = alert.references.filter(({ sender }) => sender === alert.sender).map(({ identifier }) => identifier)
  if (kind === 'cancel' && about.length === 0) return refuse('warning.nothing', { name: alert.identifier })
  const infos = ofOneLanguage(alert.info)
  if (infos.length > mostParts) return refuse('warning.document', { why: `info > ${mostParts}` })
  const source = words(alert.source)
  const parts = infos.length > 0 ? infos.map((info) => partOf(info, source)) : [nothing(source)]
  if (kind !== 'cancel' && parts.some(({ colour }) => !colour)) return refuse('warning.colour', { name: alert.identifier })
  return ok({
    ...{ kind, sender: alert.sender, identifier: alert.identifier, about, sentAt: new Date(alert.sent), parts },
    ...{ exercise: alert.status !== 'Actual', restricted: alert.scope !== 'Public' },
  })
}

/** What one message may warn of at once; the longest of the corpora names five. */
const mostParts = 50

/** Of which the same thing said in another language is the same. */
const thing = ({ category, urgency, severity, certainty, onset, effective, expires }: Info): string =>
  JSON.stringify([[...category].sort(), urgency, severity, certainty, onset ?? effective, expires])

/**
 * The same things are often said in several languages: those in Chinese count, else those in the language that comes first. What is
 * said in no other words than those of another language is a thing of its own, and is not left out.
 */
function ofOneLanguage(infos: Info[]): Info[] {
  const main = (infos.find(({ language }) => /^zh\b/i.test(language)) ?? infos[0])?.language.toLowerCase()
  const own = infos.filter(({ language }) => language.toLowerCase() === main)
  const said = new Set(own.map(thing))
  return infos.filter((info) => own.includes(info) || !said.has(thing(info)))
}

function partOf(info: Info, source: string | null): ToldPart {
  const from = info.onset ?? info.effective
  return {
    colour: colourOf(info),
    event: words(info.event),
    headline: words(info.headline),
    description: words(info.description),
    instruction: words(info.instruction),
    publisher: words(info.senderName) ?? source,
    areaWords: plainText(info.area.map(({ areaDesc }) => areaDesc).join('、')),
    codes: info.area.flatMap(({ geocode }) => geocode.map(({ value }) => value)),
    rings: info.area.flatMap(({ polygon }) => polygon.map((ring) => ring.map(([lat, lon]): Corner => [lon, lat]))),
    circles: info.area.flatMap(({ circle }) => circle.map(({ lat, lon, radiusKm }) => ({ lat, lon, radiusM: radiusKm * 1_000 }))),
    from: from ? new Date(from) : null,
    to: info.expires ? new Date(info.expires) : null,
  }
}

const nothing = (publisher: string | null): ToldPart => ({
  ...{ colour: null, event: null, headline: null, description: null, instruction: null, publisher, areaWords: '' },
  ...{ codes: [], rings: [], circles: [], from: null, to: null },
})

const words = (text: string | null | undefined): string | null => plainText(text ?? '') || null
