import type { Pack } from '../../../contract/pack.ts'
import { type PackFault, packFault } from '../../../contract/pack-fault.ts'
import type { PackCount } from '../../../contract/pack-indicator.ts'
import { type Duration, durationMs } from '../../../contract/time.ts'

const part = 'scenario.json'

/** What is wrong with a pack's indicators, map layers, simulator and rate of firms: each names only what the pack itself has. Pure. */
export const blockFaults = (pack: Pack): PackFault[] => [
  ...indicators(pack),
  ...layers(pack),
  ...simulator(pack),
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

/** Readings and commands it plays are the pack's, and what they rest at or go to lies in its range; chance is kept inside by the player. */
function simulator(pack: Pack): PackFault[] {
  const played = pack.simulator
  if (!played) return []
  const at = 'simulator'
  const commands = new Set(pack.acts.flatMap(({ command, off }) => (off ? [command, off] : [command])))
  const reading = (path: string, name: string, values: number[]): PackFault[] => {
    const known = Object.hasOwn(pack.readings, name) ? pack.readings[name]! : null
    if (!known) return fault(path, 'sample-reading', name)
    const beyond = values.find((value) => value < known.min || value > known.max)
    return beyond === undefined ? [] : [packFault(part, path, 'setting-range', { value: beyond, min: known.min, max: known.max })]
  }
  const command = (path: string, name: string): PackFault[] => (commands.has(name) ? [] : fault(path, 'sample-command', name))
  const longer = (path: string, lasts: number, every: Duration): PackFault[] =>
    lasts < durationMs(every) ? [] : fault(path, 'too-often', every)
  return [
    ...(pack.deviceKind ? [] : fault(at, 'no-device', pack.id)),
    ...(played.things > 0 && !pack.objects.some(({ devices }) => devices) ? fault(`${at}.things`, 'no-device', pack.id) : []),
    ...Object.entries(played.series).flatMap(([name, one]) => reading(`${at}.series.${name}`, name, [one.base])),
    ...played.episodes.flatMap((one, i) => [
      ...reading(`${at}.episodes.${i}`, one.reading, [one.to]),
      ...(Object.hasOwn(played.series, one.reading) ? [] : fault(`${at}.episodes.${i}.reading`, 'sample-reading', one.reading)),
      ...longer(`${at}.episodes.${i}.every`, 2 * durationMs(one.rise) + durationMs(one.hold), one.every),
    ]),
    ...played.faults.flatMap((one, i) => [
      ...(one.kind === 'spike' && (one.reading === undefined || one.value === undefined)
        ? fault(`${at}.faults.${i}`, 'sample-reading', one.reading ?? '—')
        : []),
      ...(one.reading === undefined ? [] : reading(`${at}.faults.${i}`, one.reading, one.value === undefined ? [] : [one.value])),
      ...longer(`${at}.faults.${i}.every`, durationMs(one.lasts), one.every),
    ]),
    ...played.answers.flatMap((one, i) => [
      ...command(`${at}.answers.${i}.command`, one.command),
      ...(one.ends === undefined ? [] : command(`${at}.answers.${i}.ends`, one.ends)),
      ...(one.moves ? reading(`${at}.answers.${i}.moves`, one.moves.reading, []) : []),
    ]),
  ]
}
