import type { Mapping } from '../../../../../../contract/mapped-feed.ts'
import type { Fault, Row } from '../../../../../city/sheet/types.ts'
import { malformed } from '../../../../../kernel/result.ts'
import type { MetricIn } from '../types.ts'
import type { Named } from './follow-node.ts'

/** The columns of a metric, which a mapping of such a feed names. `device`: `node/device`, or the node alone. */
export const metricColumns = ['device', 'metric', 'value', 'timestamp'] as const

type Of = { device: string; timestamp: string | null; n: number }

/** Metrics a mapping asks for as rows, all else left out; those without a value were not measured. */
export function metricRows(mapping: Pick<Mapping, 'long'>, metrics: readonly Named[], { device, timestamp, n }: Of): Row[] {
  const said = new Set(mapping.long?.names.map((one) => one.said))
  return metrics.flatMap(({ metric, name }) => {
    const text = textOf(metric.value)
    if (text === null || name === null || !said.has(name)) return []
    return [{ n, cells: [device, name, text, metric.timestamp ?? timestamp ?? ''] }]
  })
}

/** Values whose name was never learned: each is refused by its alias, and counted. */
export const unnamedFaults = (metrics: readonly Named[], { device, timestamp, n }: Of): Fault[] =>
  metrics.flatMap(({ metric, name }) => {
    const text = textOf(metric.value)
    if (text === null || name !== null) return []
    const alias = String(metric.alias ?? '?')
    const refusal = { ...malformed('metric', 'metric.unnamed', { alias }), code: 'reading.malformed' as const }
    return [{ n, cells: [device, alias, text, metric.timestamp ?? timestamp ?? ''], refusal }]
  })

const textOf = (value: MetricIn['value']): string | null =>
  value === null ? null : typeof value === 'boolean' ? (value ? '1' : '0') : String(value)
