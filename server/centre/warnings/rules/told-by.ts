import type { Info, ReadAlert } from '../../../../protocols/cap/types.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { Told } from '../types.ts'
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
  const info = chinese(alert.info)
  const colour = info ? colourOf(info) : null
  if (kind !== 'cancel' && (!info || !colour)) return refuse('warning.colour', { name: alert.identifier })
  const areas = info?.area ?? []
  const from = info?.onset ?? info?.effective
  return ok({
    ...{ kind, sender: alert.sender, identifier: alert.identifier, about },
    ...{ exercise: alert.status !== 'Actual', restricted: alert.scope !== 'Public' },
    colour,
    event: words(info?.event),
    headline: words(info?.headline),
    description: words(info?.description),
    instruction: words(info?.instruction),
    publisher: words(info?.senderName ?? alert.source),
    areaWords: plainText(areas.map(({ areaDesc }) => areaDesc).join('、')),
    codes: areas.flatMap(({ geocode }) => geocode.map(({ value }) => value)),
    rings: areas.flatMap(({ polygon }) => polygon.map((ring) => ring.map(([lat, lon]): [number, number] => [lon, lat]))),
    circles: areas.flatMap(({ circle }) => circle.map(({ lat, lon, radiusKm }) => ({ lat, lon, radiusM: radiusKm * 1_000 }))),
    sentAt: new Date(alert.sent),
    from: from ? new Date(from) : null,
    to: info?.expires ? new Date(info.expires) : null,
  })
}

/** Of the same warning in several languages the Chinese one. */
const chinese = (infos: Info[]): Info | null => infos.find(({ language }) => /^zh\b/i.test(language)) ?? infos[0] ?? null

const words = (text: string | null | undefined): string | null => plainText(text ?? '') || null
