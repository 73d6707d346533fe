import type { VitalCount } from '../../../contract/vital-count.ts'
import { type HeardSource, heardSources, readingAggregations } from '../../../contract/vital-kinds.ts'

type Fields = Readonly<Record<string, string>>

export const isHeard = (of: string | undefined): of is HeardSource => (heardSources as readonly string[]).includes(of ?? '')

/**
 * How a vital is counted from devices as fields: of which source, kind of device and reading, and of a share its range. Null: it is counted
 * otherwise than the form can say (from events, or of several kinds), and stays as it is.
 */
export function countFields(count: VitalCount | undefined): Fields | null {
  if (!count) return {}
  const { of, where, part, reading } = count
  const [kind] = where
  if (!isHeard(of) || where.length !== 1 || !kind || !('field' in kind)) return null
  if (kind.field !== 'device-kind' || kind.not || kind.in.length !== 1) return null
  const fields = { 'count.of': of, 'count.kind': kind.in[0]!, ...(reading ? { 'count.reading': reading } : {}) }
  if (of === 'devices' || !part) return fields
  const [range] = part
  if (part.length !== 1 || !range || !('within' in range)) return null
  const { least, most } = range.within
  return {
    ...fields,
    'count.range': range.not ? 'outside' : 'inside',
    ...(least === undefined ? {} : { 'count.least': String(least) }),
    ...(most === undefined ? {} : { 'count.most': String(most) }),
  }
}

/** What goes with a source where the form still says otherwise: values of devices are no sums. */
export function withSource(fields: Fields, of: string): Fields {
  const asked = { 'count.of': of }
  if (!isHeard(of)) return asked
  const isKnown = (all: readonly string[], one: string | undefined): boolean => one !== undefined && all.includes(one)
  if (of === 'devices') return { ...asked, aggregation: 'ratio', decimals: '0', times: '100' }
  return { ...asked, ...(isKnown(readingAggregations, fields.aggregation) ? {} : { aggregation: 'mean' }) }
}

/** Fields of the form as a count; undefined: the vital is told. `wrong`: the fields whose text is no number. */
export function readCount(fields: Fields): { count: VitalCount | undefined; wrong: readonly string[] } {
  const of = fields['count.of']
  if (!isHeard(of)) return { count: undefined, wrong: [] }
  const where = [{ field: 'device-kind', in: [fields['count.kind'] ?? ''] }]
  if (of === 'devices') return { count: { of, when: 'measured', where, part: [{ is: 'heard' }] }, wrong: [] }
  const plain: VitalCount = { of, when: 'measured', where, reading: fields['count.reading'] ?? '' }
  if (fields.aggregation !== 'ratio') return { count: plain, wrong: [] }
  const ends = (['least', 'most'] as const).flatMap((end) => {
    const text = fields[`count.${end}`]?.trim()
    return text ? [[end, Number(text)] as const] : []
  })
  const wrong = ends.flatMap(([end, value]) => (Number.isFinite(value) ? [] : [`count.${end}`]))
  const range = { within: Object.fromEntries(ends), ...(fields['count.range'] === 'outside' ? { not: true } : {}) }
  return { count: { ...plain, part: [range] }, wrong }
}

/** Is something still to be filled in before such a count can be sent? */
export function countMissing(fields: Fields): boolean {
  const of = fields['count.of']
  if (!isHeard(of)) return false
  if (!fields['count.kind']) return true
  if (of === 'devices') return false
  const isShare = fields.aggregation === 'ratio'
  return !fields['count.reading'] || (isShare && !fields['count.least']?.trim() && !fields['count.most']?.trim())
}
