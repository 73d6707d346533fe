import type { VitalDefinition } from '../../../contract/vital.ts'
import { readBands, writeBands } from '../../../contract/vital-band.ts'
import { type VitalTier, vitalTiers } from '../../../contract/vital-kinds.ts'
import { readRules, writeRules } from '../../../contract/vital-rule.ts'
import { countFields, readCount } from './vital-count-draft.ts'

/** The fields of a form: text by the path of the definition. */
export type Fields = Readonly<Record<string, string>>

const numbers = [
  'decimals',
  'times',
  'dueMinutes',
  'hysteresis',
  'leastSample',
  'normal.least',
  'normal.most',
  'possible.least',
  'possible.most',
  'opens.hold',
  'opens.causeHours',
  'opens.covered',
]
const begun: Fields = {
  ...{ decimals: '0', aggregation: 'sum', times: '1', tier: 'town', cadence: 'day', dueMinutes: '540', hysteresis: '0' },
  ...{ direction: 'neutral', board: '', track: '' },
}

/** A definition as the text of its fields, of how it is counted what the form can say; what a new one begins with where there is none. */
export function fieldsOf(definition: VitalDefinition | null): Fields {
  if (!definition) return begun
  const fields: Record<string, string> = {}
  const put = (value: object, under: string): void => {
    for (const [name, one] of Object.entries(value))
      if (typeof one === 'object' && one !== null) put(one, `${under}${name}.`)
      else if (one !== undefined) fields[`${under}${name}`] = String(one)
  }
  const { count, rules, bands, normalAbove = [], ...told } = definition
  put(told, '')
  return {
    ...fields,
    ...(rules ? { rules: writeRules(rules, 'zh') } : {}),
    ...(bands ? { bands: writeBands(bands, 'zh') } : {}),
    ...Object.fromEntries(normalAbove.flatMap(aboveFields)),
    ...countFields(count),
  }
}

type Above = NonNullable<VitalDefinition['normalAbove']>[number]
const aboveFields = ({ tier, least, most, bands }: Above): [string, string][] => [
  ...(least === undefined ? [] : [[`above.${tier}.least`, String(least)] as [string, string]]),
  ...(most === undefined ? [] : [[`above.${tier}.most`, String(most)] as [string, string]]),
  ...(bands ? [[`above.${tier}.bands`, writeBands(bands, 'zh')] as [string, string]] : []),
]

/** The tiers above the one that tells it, from below: those that may have a range of their own. */
export const tiersAbove = ({ tier }: Fields): VitalTier[] => vitalTiers.slice(vitalTiers.indexOf(tier as VitalTier) + 1)

/** The ranges of tiers above; of a tier that is not above it any more none is kept. */
function aboveOf(fields: Fields): { above: Plain[]; wrong: string[] } {
  const wrong: string[] = []
  const above = tiersAbove(fields).flatMap((tier): Plain[] => {
    const ends = ['least', 'most', 'bands'].flatMap((end): [string, unknown][] => {
      const path = `above.${tier}.${end}`
      const given = fields[path]?.trim() ?? ''
      if (given === '') return []
      const value = end === 'bands' ? bandsOf(given) : Number(given)
      if (value === null || Number.isNaN(value)) wrong.push(path)
      return [[end, value]]
    })
    return ends.length > 0 ? [{ tier, ...Object.fromEntries(ends) }] : []
  })
  return { above, wrong }
}

type Plain = { [name: string]: unknown }

/** Bands from their text; null: one of them cannot be read. */
const bandsOf = (text: string): unknown => {
  const read = readBands(text)
  return read.ok ? read.bands : null
}

/** Rules from their text; null: one of them cannot be read. */
const rulesOf = (text: string): unknown => {
  const read = readRules(text)
  return read.ok ? read.rules : null
}

/**
 * What the form says as a definition, and the fields whose text is no number. Empty fields are left out; a count the form cannot say stays as it
 * was (`kept`).
 */
export function readFields(fields: Fields, kept?: VitalDefinition['count']): { definition: unknown; wrong: readonly string[] } {
  const said = readCount(fields)
  const count = countFields(kept) === null ? kept : said.count
  const definition: Plain = count ? { count } : {}
  const { above, wrong: wrongAbove } = aboveOf(fields)
  if (above.length > 0) definition.normalAbove = above
  const wrong: string[] = [...said.wrong, ...wrongAbove]
  for (const [path, text] of Object.entries(fields)) {
    if (path.startsWith('count.') || path.startsWith('above.')) continue
    const given = text.trim()
    if (given === '') continue
    const value =
      path === 'rules' ? rulesOf(given) : path === 'bands' ? bandsOf(given) : numbers.includes(path) ? Number(given) : given
    if (value === null || (typeof value === 'number' && !Number.isFinite(value))) wrong.push(path)
    const [name, below] = path.split('.') as [string, string?]
    if (below === undefined) definition[name] = value
    else definition[name] = { ...(definition[name] as Plain | undefined), [below]: value }
  }
  return { definition, wrong }
}
