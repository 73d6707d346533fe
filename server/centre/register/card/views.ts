import type { Detail, Details, DetailValues } from '../../../../contract/detail.ts'
import type { ObjectCard } from '../../../../contract/object-card.ts'
import type { PublicObject } from '../../../../contract/public-object.ts'
import { detailText } from '../../../../contract/read-detail.ts'
import type { RiskModel } from '../../../../contract/risk.ts'
import type { Words } from '../../../../contract/words.ts'
import { maskName } from '../../../city/mask.ts'
import { factorsOf, floorsOf } from '../../../flow/8-risk/rules/factors-of.ts'
import type { RiskRow } from '../../../flow/8-risk/store.ts'
import type { ChargeLine } from '../types.ts'
import { outsideName } from '../views.ts'

type Shown = NonNullable<PublicObject['object']>
type Reason = NonNullable<Shown['risk']>['why'][number]
/** So many reasons a passer-by takes in. */
const mostReasons = 3

/** Public details that are known, in the card's order. What is not known is left out, never shown as none. */
export const detailLines = (card: Pick<ObjectCard, 'details'>, details: Details, values: DetailValues): Shown['details'] =>
  card.details.flatMap((id) => {
    const detail = details[id]
    const value = Object.hasOwn(values, id) ? values[id] : undefined
    return detail && value !== undefined ? [{ name: detail.name, value: sayIt(detail, value) }] : []
  })

function sayIt(detail: Detail, value: DetailValues[string]): Words {
  const unit = detail.kind === 'number' && detail.unit ? ` ${detail.unit}` : ''
  return { zh: `${detailText(detail, value, 'zh')}${unit}`, en: `${detailText(detail, value, 'en')}${unit}` }
}

type Rated = {
  row: RiskRow
  model: RiskModel
  details: Details
  values: DetailValues
  restored: { at: Date; words: Words } | null
  now: Date
}

/**
 * What costs the colour: floors that hold, then the indicators that are known and cost most, three at most of these. What nobody knows is
 * no reason to tell a passer-by; how much is not known stands beside it with both numbers. Green needs no reasons but its floors.
 */
export function publicRisk(card: Pick<ObjectCard, 'details' | 'advice'>, rated: Rated): NonNullable<Shown['risk']> {
  const { row, model, restored, now } = rated
  const floors = floorsOf(model, row.floors, now).flatMap(({ floor, since }): Reason[] => {
    const found = model.floors.find(({ id }) => id === floor)
    return found ? [{ name: found.name, says: [], restore: found.restore, since: since.toISOString() }] : []
  })
  return {
    ...{ level: row.level, since: row.since.toISOString(), ratedAt: row.rated_at.toISOString() },
    ...{ unknown: row.unknown, of: row.indicators },
    worsens: row.worsens_at && row.worsens_to ? { at: row.worsens_at.toISOString(), level: row.worsens_to } : null,
    why: row.level === 'green' ? floors : [...floors, ...factorsKnown(card, rated)],
    advice: card.advice[row.level] ?? null,
    restored: restored && { at: restored.at.toISOString(), words: restored.words },
  }
}

function factorsKnown(card: Pick<ObjectCard, 'details'>, { row, model, details, values }: Rated): Reason[] {
  return factorsOf(model, row.scores)
    .filter(({ score, points }) => score !== null && points > 0)
    .slice(0, mostReasons)
    .flatMap(({ indicator }): Reason[] => {
      const found = model.indicators.find(({ id }) => id === indicator)
      if (!found) return []
      const looks = found.from.flatMap((source) => ('detail' in source ? [source.detail] : []))
      const shown = card.details.filter((id) => looks.includes(id))
      const says = detailLines({ details: shown }, details, values).map(({ value }) => value)
      return [{ name: found.name, says, restore: found.restore, since: null }]
    })
}

const publicName = (line: ChargeLine): string =>
  line.person !== null ? maskName(line.name ?? '') : (line.name ?? outsideName(line))

/** Who answers for it now: units, posts and firms by name, people by their first character. No phone: a person's is nobody's business here. */
export const publicHolders = (card: ObjectCard, charges: readonly ChargeLine[], now: Date): Shown['holders'] =>
  charges
    .filter(
      ({ role, valid_from, valid_to }) => card.roles.includes(role) && valid_from <= now && (valid_to === null || valid_to > now),
    )
    .map((line) => ({
      role: line.role,
      name: publicName(line),
      unit: line.unit_name,
    }))
