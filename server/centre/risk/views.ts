import { chargeWordsOf } from '../../../contract/charge-words.ts'
import type { Detail, DetailValues } from '../../../contract/detail.ts'
import type { ObjectKind } from '../../../contract/object-kind.ts'
import type { ObjectRisk, RiskCounts, RiskFactor, RiskLine, RiskRegister, RiskWall } from '../../../contract/object-risk.ts'
import { detailText } from '../../../contract/read-detail.ts'
import { restName, restParts } from '../../../contract/rest-parts.ts'
import type { RiskIndicator, RiskModel, RiskSource } from '../../../contract/risk.ts'
import { risks } from '../../../contract/scales.ts'
import type { Words } from '../../../contract/words.ts'
import { factorsOf, floorsOf } from '../../flow/8-risk/rules/factors-of.ts'
import { versionOfStamp } from '../../flow/8-risk/rules/models-of.ts'
import { levelOfScore } from '../../flow/8-risk/rules/rate-object.ts'
import { countedEvents, heldRoles } from '../../flow/8-risk/rules/score-source.ts'
import { whyWords } from '../../flow/8-risk/rules/why-words.ts'
import type { RiskRow } from '../../flow/8-risk/store.ts'
import type { KindModel, Known } from '../../flow/8-risk/types.ts'
import { depthOf } from '../desk/store-rest.ts'
import type { LevelLine, MovedLine, Part, Reckoned, RiskLineRow, WorstRow } from './store.ts'

const none = (): RiskCounts => ({ red: 0, orange: 0, yellow: 0, blue: 0, green: 0, unrated: 0 })

function countsOf(lines: readonly LevelLine[]): RiskCounts {
  const counts = none()
  for (const { level, n } of lines) counts[level ?? 'unrated'] += n
  return counts
}

/** What the counts of an area are made of. */
export type Register = {
  levels: readonly LevelLine[]
  reckoned: Reckoned
  parts: readonly Part[]
  moved: readonly MovedLine[]
  desk: number
}
type Asked = { now: Date; since: Date; prefixes: readonly string[] }

/** The counts of an area, of its parts and of a week ago. */
export const registerOf = (
  { levels, reckoned, parts, moved, desk }: Register,
  { now, since, prefixes }: Asked,
): Omit<RiskRegister, 'kinds'> => ({
  ...{ at: now.toISOString(), counts: countsOf(levels), ...standingOf(reckoned), desk },
  week: weekOf(levels, moved, since),
  children: childrenOf(levels, parts, prefixes),
})

type OfWall = Pick<RiskWall, 'at' | 'counts' | 'oldest' | 'unknown' | 'desk' | 'week' | 'children'>
/** The same where something could not be read: what stands on it is null, and nothing else. */
export function wallRegisterOf(
  { levels, reckoned, parts, moved, desk }: { [K in keyof Register]: Register[K] | null },
  { now, since, prefixes }: Asked,
): OfWall {
  return {
    ...{ at: now.toISOString(), counts: levels && countsOf(levels), desk },
    ...(reckoned ? standingOf(reckoned) : { oldest: null, unknown: null }),
    week: levels && moved && weekOf(levels, moved, since),
    children: levels && parts && childrenOf(levels, parts, prefixes),
  }
}

/** A week ago: the counts of now with what moved since taken back. */
function weekOf(levels: readonly LevelLine[], moved: readonly MovedLine[], since: Date): RiskRegister['week'] {
  const before = countsOf(levels)
  let [worse, better, first] = [0, 0, 0]
  for (const { was, level, n } of moved) {
    before[level] -= n
    before[was ?? 'unrated'] += n
    if (was === null) first += n
    else {
      if (risks.indexOf(level) < risks.indexOf(was)) worse += n
      else if (level !== was) better += n
    }
  }
  return { since: since.toISOString(), before, worse, better, first }
}

const standingOf = ({ unknown, indicators, oldest }: Reckoned): Pick<RiskRegister, 'oldest' | 'unknown'> => ({
  oldest: oldest?.toISOString() ?? null,
  unknown: { n: unknown, of: indicators },
})

const childrenOf = (levels: readonly LevelLine[], parts: readonly Part[], prefixes: readonly string[]): Child[] => [
  ...parts.map((part) => ({ ...part, counts: countsOf(levels.filter(({ code }) => code === part.code)) })),
  ...restOf(levels, parts, prefixes),
]

type Child = RiskRegister['children'][number]

/** What stands in none of the parts: the area's own, and objects elsewhere its unit answers for. The parts add up to the whole. */
function restOf(levels: readonly LevelLine[], parts: readonly Part[], prefixes: readonly string[]): Child[] {
  const known = new Set(parts.map(({ code }) => code))
  const rest = levels.filter(({ code }) => code === null || !known.has(code))
  const isOwn = ({ code }: LevelLine): boolean => prefixes.length === 1 && !code
  const groups = { own: rest.filter(isOwn), elsewhere: rest.filter((line) => !isOwn(line)) }
  return restParts.flatMap((part) =>
    groups[part].length === 0
      ? []
      : [{ code: part, name: restName(part, depthOf(prefixes[0] ?? '')), path: null, counts: countsOf(groups[part]) }],
  )
}
const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0)

/** Where an object stands, in words. */
export const placeOf = (row: Pick<RiskLineRow, 'district_name' | 'town_name'>): string =>
  [row.district_name, row.town_name].filter(Boolean).join(' ')

/** One line of the register; `now`: floors are shown at the step they have come to. What another model rated has no reasons of this one. */
export function lineOf(row: WorstRow, { model, stamp }: Ruling, now: Date): RiskLine {
  return {
    ...{ id: row.object, code: row.code, name: row.name, kind: row.kind },
    areaName: placeOf(row),
    ...{ level: row.level, score: row.score, unknown: row.unknown, of: row.indicators },
    ...{ since: row.since.toISOString(), ratedAt: row.rated_at.toISOString() },
    why: row.model === stamp ? whyWords(row, model, now) : [],
    worsens: worsensOf(row),
    desk: row.desk,
  }
}

/** A model in force, and what tells it from every other. */
type Ruling = Pick<KindModel, 'model' | 'stamp'>
/** What of the object stands elsewhere than in its details. */
type Apart = Pick<Known, 'charges' | 'pastEvents'>
type OfKind = Pick<ObjectKind, 'details' | 'charges'>
type Around = { by: Ruling; kind: OfKind; values: DetailValues; apart: Apart; now: Date }
type Told = NonNullable<ObjectRisk['rated']>

/** Everything about the rating of one object. One another model made has no reasons: what the weights of this one would say is not what it came from. */
export function ratedOf(row: RiskRow, around: Around): Told {
  const { by } = around
  const renewing = row.model !== by.stamp
  return {
    ...{ level: row.level, score: row.score, model: versionOfStamp(row.model), renewing },
    ...{ since: row.since.toISOString(), ratedAt: row.rated_at.toISOString(), unknown: row.unknown, of: row.indicators },
    worsens: worsensOf(row),
    ...(renewing ? { byScore: row.level, unknownPoints: 0, floors: [], factors: [] } : reasonsOf(row, around)),
  }
}

/** What a rating came from, by the model that made it. */
function reasonsOf(row: RiskRow, around: Around) {
  const {
    now,
    by: { model },
  } = around
  const factors = factorsOf(model, row.scores)
  return {
    byScore: levelOfScore(model, row.score),
    unknownPoints: sum(factors.filter(({ score }) => score === null).map(({ points }) => points)),
    floors: floorsOf(model, row.floors, now).map(({ floor, since, level }) => {
      const { id, name, restore } = floorIn(model, floor)
      return { id, name, restore, level, since: since.toISOString() }
    }),
    factors: factors.map((factor): RiskFactor => {
      const indicator = indicatorIn(model, factor.indicator)
      const { id, name, weight, restore } = indicator
      const group = model.groups[indicator.group]!
      return {
        ...{ id, name, group, weight, restore },
        ...{ score: factor.score, points: factor.points },
        says: saysOf(indicator, around),
      }
    }),
  }
}

const worsensOf = ({ worsens_at: at, worsens_to: level }: RiskRow): RiskLine['worsens'] =>
  at && level ? { at: at.toISOString(), level } : null
const indicatorIn = (model: RiskModel, id: string): RiskIndicator => model.indicators.find((one) => one.id === id)!
const floorIn = (model: RiskModel, id: string) => model.floors.find((one) => one.id === id)!

/** What the ledger holds for an indicator, who answers by the register, how often it happened: in both languages. */
function saysOf({ from }: RiskIndicator, around: Around): Words[] {
  const asked = [...new Set(from.flatMap((source) => ('detail' in source ? [source.detail] : [])))]
  return [
    ...asked.flatMap((id) => ledgerSays(id, around)),
    ...from.flatMap((source) =>
      source.kind === 'charges' ? chargesSay(source, around) : source.kind === 'events' ? [eventsSay(source, around)] : [],
    ),
  ]
}

function ledgerSays(id: string, { kind: { details }, values }: Around): Words[] {
  const value = Object.hasOwn(values, id) ? values[id] : undefined
  const detail = details[id]
  return detail && value !== undefined ? [{ zh: sayIn(detail, value, 'zh'), en: sayIn(detail, value, 'en') }] : []
}

/** Role by role whether somebody answers in it. Nothing where the register was never begun: that is not known. */
function chargesSay({ roles }: Extract<RiskSource, { kind: 'charges' }>, { kind, apart, now }: Around): Words[] {
  const { held, known } = heldRoles(roles, apart, now)
  if (!known) return []
  return roles.map((role) => {
    const { zh, en } = chargeWordsOf(role, kind)
    return held.has(role)
      ? { zh: `${zh}：在册`, en: `${en}: registered` }
      : { zh: `${zh}：未登记`, en: `${en}: nobody registered` }
  })
}

function eventsSay(source: Extract<RiskSource, { kind: 'events' }>, { apart, now }: Around): Words {
  const n = countedEvents(source, apart, now).length
  return { zh: `${source.days} 天内 ${n} 起`, en: `${n} in ${source.days} days` }
}

const sayIn = (detail: Detail, value: DetailValues[string], language: 'zh' | 'en'): string => {
  const text = detailText(detail, value, language)
  const said = detail.kind === 'number' && detail.unit ? `${text} ${detail.unit}` : text
  return language === 'zh' ? `${detail.name.zh}：${said}` : `${detail.name.en}: ${said}`
}
