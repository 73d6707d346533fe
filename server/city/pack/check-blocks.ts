import type { Pack } from '../../../contract/pack.ts'
import { type PackFault, packFault } from '../../../contract/pack-fault.ts'
import type { PackCount } from '../../../contract/pack-indicator.ts'
import { simulatorFaults } from './check-simulator.ts'

const part = 'scenario.json'

/**
 * What is wrong with a pack's indicators, map layers, simulator and rate of firms: each names only what the pack itself has; `others`: those beside
 * it, whose devices it may play. Pure.
 */
export const blockFaults = (pack: Pack, others: readonly Pack[]): PackFault[] => [
  ...indicators(pack),
  ...layers(pack),
  ...simulatorFaults(pack, others),
  ...firmRate(pack),
]

const fault = (path: string, code: Parameters<typeof packFault>[2], name: string): PackFault[] => [
  packFault(part, path, code, { name }),
]

const indicators = (pack: Pack): PackFault[] =>
  Object.entries(pack.indicators).flatMap(([id, { count, of }]) => [
    ...counted(pack, `indicators.${id}.count`, count),
    ...(of ? counted(pack, `indicators.${id}.of`, of) : []),
  ])

function counted(pack: Pack, at: string, count: PackCount): PackFault[] {
  const unknown = (names: readonly string[] | undefined, known: readonly string[], code: 'no-type' | 'no-family') =>
    (names ?? []).filter((name) => !known.includes(name)).flatMap((name) => fault(at, code, name))
  switch (count.count) {
    case 'events':
      return unknown(
        count.types,
        pack.types.map(({ id }) => id),
        'no-type',
      )
    case 'alarms':
      return unknown(
        count.families,
        pack.detect.map(({ family }) => family),
        'no-family',
      )
    case 'objects': {
      const known = pack.objects.find(({ kind }) => kind === count.kind)
      if (!known) return fault(at, 'no-kind', count.kind)
      return count.risk && !known.risk ? fault(at, 'no-risk', count.kind) : []
    }
    case 'readings':
      return Object.hasOwn(pack.readings, count.reading) ? [] : fault(at, 'sample-reading', count.reading)
  }
}

const firmRate = ({ haulage, types }: Pack): PackFault[] =>
  (haulage?.rate?.leaves ?? [])
    .filter((name) => !types.some(({ id }) => id === name))
    .flatMap((name) => fault('haulage.rate.leaves', 'no-type', name))

const layers = (pack: Pack): PackFault[] =>
  Object.entries(pack.layers).flatMap(([id, { kinds }]) =>
    kinds
      .filter((kind) => !pack.objects.some((one) => one.kind === kind))
      .flatMap((kind) => fault(`layers.${id}.kinds`, 'no-kind', kind)),
  )
