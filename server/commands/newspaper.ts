import type { Words } from '../../contract/words.ts'

export const countNames = [
  ...(['towns', 'communities', 'grids', 'scene-towns', 'district-centres'] as const),
  ...(['vitals', 'vitals-catalogued', 'vitals-connected'] as const),
  ...(['items', 'apps', 'spoil-closed', 'grid-reports', 'grid-reports-done', 'cases', 'cases-done'] as const),
  ...(['tanks', 'buildings', 'rocks', 'cameras'] as const),
] as const
export type CountName = (typeof countNames)[number]
export type Counts = Record<CountName, number>

/**
 * What of a target plan is read, as its board shows it today. `systems`: those tasks are shared out to; `attested`: indicators with targets;
 * `awaited`: definitions without a name and without a number. `figure`: Chinese name of a figure of an item.
 */
export type PlanPart =
  | { count: 'tasks' | 'systems' | 'safeguards' | 'undertakings' | 'listed' | 'indicators' | 'attested' | 'awaited' }
  | { list: string }
  | { item: string; figure: string }
  | { item: string; milestone: string }
  | { indicator: string; period: string; as: 'told' | 'target' | 'year-on-year' }
/** What of the boards of before and after is read, over the districts that say what was before. */
export type HaulPart = 'handled-before' | 'handled-after' | 'hours-before' | 'hours-after'
/** Where the rows of a figure stand. */
export type Source = { count: CountName } | { plan: string; part: PlanPart } | { haul: string; part: HaulPart }

/**
 * A figure of the page. `rounded`: `step` is the unit the page rounds to, 「1.12 万」 is a multiple of 100. `least`: printed as 「600 余」, at least so many.
 * `within`: printed as a unit only (以周计), from `value` up to and without `below`. `city`: only a city of the true size has as many.
 */
export type Figure = Words & {
  row: string
  says: string
  value: number | string
  kind: 'exact' | 'rounded' | 'least' | 'within'
  step?: number
  below?: number
  city?: boolean
  from: Source
}
/** A figure whose system does not exist, and which that is. */
export type Waiting = Words & { row: string; says: string; why: Words }

/** What rows say of a figure; `value` null: they say nothing, which is no zero. `shown`: in other words than the bare number. */
export type Reading = { value: number | string | null; shown?: string }
export type Verdict = { figure: Figure; reading: Reading; holds: boolean }

/**
 * Do rows answer what the page prints? Rounded figures hold when rounding or cutting the count to the page's unit gives the page's number:
 * 11,270 is 「1.12 万」 cut and 「1.13 万」 rounded, and newspapers do both.
 */
export function holds(figure: Pick<Figure, 'kind' | 'value' | 'step' | 'below'>, read: number | string | null): boolean {
  const { kind, value, step = 1, below = Number.POSITIVE_INFINITY } = figure
  if (kind === 'exact') return read === value
  if (typeof read !== 'number' || typeof value !== 'number') return false
  if (kind === 'rounded') return Math.round(read / step) * step === value || Math.floor(read / step) * step === value
  return read >= value && (kind === 'least' || read < below)
}

/** Every figure beside what the rows say. */
export const compare = (all: readonly Figure[], read: (from: Source) => Reading): Verdict[] =>
  all.map((figure) => {
    const reading = read(figure.from)
    return { figure, reading, holds: holds(figure, reading.value) }
  })

/** A share of two counts with both its numbers, or 「—」 where there is nothing to divide by. */
export function shareLine(part: number, whole: number): string {
  if (whole === 0) return '—'
  return `${((100 * part) / whole).toFixed(2)} % (${part.toLocaleString('en')} / ${whole.toLocaleString('en')})`
}
