import type { DetailValue, DetailValues } from '../../../../contract/detail.ts'
import type { RiskIndicator, RiskModel, RiskSource } from '../../../../contract/risk.ts'

/** What the register said of an object from a moment on. */
export type Stretch = { at: Date; details: DetailValues }
export type Span = { from: Date; now: Date }

/** Of a hundred objects so many had something that was mended in these days, and so many something that broke. */
const [mended, broken] = [0.04, 0.03]
const hourMs = 3_600_000

/** A detail somebody turns by hand, with the values that are worth most and least of its scores. */
type Turning = { detail: string; good: DetailValue; bad: DetailValue; badness: (value: DetailValue) => number }

/**
 * An invented past of an object, from the beginning of a span to what its register says now: what holds a floor began within the span, of a
 * few others something was mended or broke. Only what somebody turns by hand is laid; what time does alone the model itself will find.
 */
export function pastOf(model: RiskModel, details: DetailValues, { from, now }: Span, chance: () => number): Stretch[] {
  const turned = [...floorsBegun(model, details), ...(oneTurned(model, details, chance) ?? [])]
  const moments = new Map(turned.map(([detail, before]) => [detail, { before, at: momentIn({ from, now }, chance) }]))
  let then: DetailValues = { ...details, ...Object.fromEntries([...moments].map(([detail, { before }]) => [detail, before])) }
  const stretches: Stretch[] = [{ at: from, details: then }]
  for (const [detail, { at }] of [...moments].toSorted(([, a], [, b]) => a.at.getTime() - b.at.getTime())) {
    then = { ...then, [detail]: details[detail]! }
    stretches.push({ at, details: then })
  }
  return stretches
}

/** On a whole minute in the hours people work, a day after the beginning at the soonest. */
function momentIn({ from, now }: Span, chance: () => number): Date {
  const at = from.getTime() + 24 * hourMs + chance() * (now.getTime() - from.getTime() - 27 * hourMs)
  return new Date(Math.floor(at / 60_000) * 60_000)
}

type Before = [detail: string, before: DetailValue]

/** Details that hold a floor now had their best value before. */
const floorsBegun = ({ floors, indicators }: RiskModel, details: DetailValues): Before[] =>
  floors.flatMap(({ when }) =>
    when.flatMap((trigger): Before[] => {
      if (trigger.kind !== 'choice' && trigger.kind !== 'yes') return []
      const value = details[trigger.detail]
      const holds = trigger.kind === 'yes' ? value === trigger.is : typeof value === 'string' && trigger.is.includes(value)
      const turning = holds ? turningOf(indicators).find(({ detail }) => detail === trigger.detail) : undefined
      return turning ? [[turning.detail, turning.good]] : []
    }),
  )

function oneTurned({ indicators }: RiskModel, details: DetailValues, chance: () => number): Before[] | null {
  const drawn = chance()
  if (drawn >= mended + broken) return null
  const known = turningOf(indicators).filter(({ detail }) => details[detail] !== undefined)
  const fit = known.filter(({ detail, badness }) =>
    drawn < mended ? badness(details[detail]!) === 0 : badness(details[detail]!) >= 0.5,
  )
  const one = fit[Math.floor(chance() * fit.length)]
  return one ? [[one.detail, drawn < mended ? one.bad : one.good]] : null
}

const turningOf = (indicators: readonly RiskIndicator[]): Turning[] =>
  indicators.flatMap(({ from }) => from.flatMap((source) => turning(source) ?? []))

function turning(source: RiskSource): Turning | null {
  if (source.kind === 'yes') {
    const badness = (value: DetailValue): number => (value === true ? source.yes : source.no)
    const good = source.yes < source.no
    return { detail: source.detail, good, bad: !good, badness }
  }
  if (source.kind !== 'choice') return null
  const ranked = Object.entries(source.scores).toSorted(([, a], [, b]) => a - b)
  const badness = (value: DetailValue): number => source.scores[String(value)] ?? 0
  return { detail: source.detail, good: ranked[0]![0], bad: ranked.at(-1)![0], badness }
}
