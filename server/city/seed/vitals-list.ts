import { readFileSync } from 'node:fs'
import { readAbove, type VitalAbove } from '../../../contract/vital-above.ts'
import { readBands, type VitalBandLimits } from '../../../contract/vital-band.ts'
import type {
  VitalAggregation,
  VitalAnswer,
  VitalCadence,
  VitalDirection,
  VitalOverTime,
  VitalState,
  VitalTier,
} from '../../../contract/vital-kinds.ts'
import { readRules, type VitalRuleText } from '../../../contract/vital-rule.ts'

type Words = { zh: string; en: string }
/**
 * A vital of the demo. `plays`: what its invented values swing about and by how much, and of a ratio how many there are below one area;
 * null where nothing is connected: what is only sorted or catalogued has a definition and no values.
 */
export type ListedVital = {
  code: string
  board: string
  track: string
  name: Words
  unit: Words
  decimals: number
  aggregation: VitalAggregation
  numerator: Words | null
  denominator: Words | null
  tier: VitalTier
  cadence: VitalCadence
  normal: { least?: number; most?: number } | null
  /** no value can be more: points are out of so many; null: nothing bounds it */
  atMost: number | null
  leastSample?: number
  source: Words
  basis: string | null
  state: VitalState
  direction?: VitalDirection
  bands?: VitalBandLimits[]
  normalAbove?: VitalAbove[]
  unusual?: VitalAnswer
  rules?: VitalRuleText[]
  overTime?: VitalOverTime
  plays: { about: number; by: number; below: number } | null
}

const file = new URL('../../seed-data/vitals.tsv', import.meta.url)

/** The list as shipped. Limits named by a standard say which; the others are the demo's own, and every city enters its own. */
export function listVitals(): ListedVital[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
  const names = head.split('\t')
  return lines.map((line) => {
    const cells = line.split('\t')
    return vitalOf((name) => cells[names.indexOf(name)] ?? '')
  })
}

function vitalOf(cell: (name: string) => string): ListedVital {
  const words = (name: string): Words | null => (cell(`${name}-zh`) ? { zh: cell(`${name}-zh`), en: cell(`${name}-en`) } : null)
  const number = (name: string): number | null => (cell(name) === '' ? null : Number(cell(name)))
  const [least, most, about] = [number('least'), number('most'), number('about')]
  return {
    ...{ code: cell('code'), board: cell('board'), track: cell('track'), name: { zh: cell('zh'), en: cell('en') } },
    ...{ unit: words('unit')!, decimals: Number(cell('decimals')), aggregation: cell('aggregation') as VitalAggregation },
    ...{ numerator: words('numerator'), denominator: words('denominator') },
    ...{ tier: cell('tier') as VitalTier, cadence: cell('cadence') as VitalCadence, state: cell('state') as VitalState },
    normal: least === null && most === null ? null : { ...(least === null ? {} : { least }), ...(most === null ? {} : { most }) },
    ...(number('least-sample') === null ? {} : { leastSample: number('least-sample')! }),
    atMost: number('at-most') ?? (cell('unit-zh') === '%' ? 100 : null),
    ...{ source: words('source')!, basis: cell('basis') || null },
    ...checksOf(cell),
    plays: about === null ? null : { about, by: number('by')!, below: number('below') ?? 1 },
  }
}

type Checks = 'direction' | 'bands' | 'normalAbove' | 'unusual' | 'rules' | 'overTime'
/** What a line says of how a value is judged and checked, in the words a sheet of the registry has. */
function checksOf(cell: (name: string) => string): Pick<ListedVital, Checks> {
  const [bands, above, rules] = [readBands(cell('bands')), readAbove(cell('above')), readRules(cell('rules'))]
  if (!bands.ok || !above.ok || !rules.ok) throw new Error(`vitals.tsv: ${cell('code')} has ranges or rules that cannot be read`)
  const [direction, unusual, overTime] = [cell('direction'), cell('unusual'), cell('over-time')]
  return {
    ...(direction ? { direction: direction as VitalDirection } : {}),
    ...(bands.bands.length > 0 ? { bands: bands.bands } : {}),
    ...(above.above.length > 0 ? { normalAbove: above.above } : {}),
    ...(overTime ? { overTime: overTime as VitalOverTime } : {}),
    ...(unusual ? { unusual: unusual as VitalAnswer } : {}),
    ...(rules.rules.length > 0 ? { rules: rules.rules } : {}),
  }
}
