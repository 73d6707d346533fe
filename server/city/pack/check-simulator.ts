import type { Pack } from '../../../contract/pack.ts'
import { type PackFault, packFault } from '../../../contract/pack-fault.ts'
import type { LengthSpan, PackModel, Span } from '../../../contract/pack-model.ts'
import { durationMs } from '../../../contract/time.ts'

const part = 'scenario.json'
const at = 'simulator'

const fault = (path: string, code: Parameters<typeof packFault>[2], name: string): PackFault[] => [
  packFault(part, path, code, { name }),
]
const ends = (span: Span): number[] => (typeof span === 'number' ? [span] : span)
const longest = (span: LengthSpan): number => Math.max(...[span].flat().map(durationMs))

/**
 * What is wrong with how a pack is played: readings and commands are the pack's (or of the devices of another one it plays), and what they rest at
 * or go to lies in their range; chance is kept inside by the player. Pure.
 */
export function simulatorFaults(pack: Pack, others: readonly Pack[]): PackFault[] {
  const played = pack.simulator
  if (!played) return []
  const owner = played.device === undefined ? pack : others.find(({ deviceKind }) => deviceKind === played.device)
  if (!owner?.deviceKind) return fault(at, 'no-device', played.device ?? pack.id)
  if (owner !== pack && owner.simulator)
    return [packFault(part, `${at}.device`, 'taken', { name: owner.deviceKind, pack: owner.id })]
  const reading = readingIn(owner)
  return [
    ...(played.things > 0 && !pack.objects.some(({ devices }) => devices) ? fault(`${at}.things`, 'no-device', pack.id) : []),
    ...Object.entries(played.series).flatMap(([name, { base, seldom, follows }]) => [
      ...reading(`${at}.series.${name}`, name, [...ends(base), ...(seldom ? ends(seldom.base) : [])]),
      ...(follows && !(Object.hasOwn(played.series, follows.reading) && follows.reading !== name)
        ? fault(`${at}.series.${name}.follows`, 'sample-reading', follows.reading)
        : []),
    ]),
    ...turns(pack.simulator!, reading),
    ...answers(pack, owner, reading),
    ...(played.model ? model(played.model, reading) : []),
  ]
}

type Played = NonNullable<Pack['simulator']>
type Reading = (path: string, name: string, values: readonly number[]) => PackFault[]

/** A reading is one of the devices', and all of the values lie in its range. */
const readingIn =
  ({ readings }: Pack): Reading =>
  (path, name, values) => {
    const known = Object.hasOwn(readings, name) ? readings[name]! : null
    if (!known) return fault(path, 'sample-reading', name)
    const beyond = values.find((value) => value < known.min || value > known.max)
    return beyond === undefined ? [] : [packFault(part, path, 'setting-range', { value: beyond, min: known.min, max: known.max })]
  }

/** Episodes and faults end before their next turn. */
function turns({ series, episodes, faults }: Played, reading: Reading): PackFault[] {
  const longer = (path: string, lasts: number, every: string): PackFault[] =>
    lasts < durationMs(every) ? [] : fault(path, 'too-often', every)
  return [
    ...episodes.flatMap((one, i) => [
      ...reading(`${at}.episodes.${i}`, one.reading, [one.to]),
      ...(Object.hasOwn(series, one.reading) ? [] : fault(`${at}.episodes.${i}.reading`, 'sample-reading', one.reading)),
      ...longer(`${at}.episodes.${i}.every`, 2 * durationMs(one.rise) + durationMs(one.hold), one.every),
    ]),
    ...faults.flatMap((one, i) => [
      ...(one.kind === 'spike' && (one.reading === undefined || one.value === undefined)
        ? fault(`${at}.faults.${i}`, 'sample-reading', one.reading ?? '—')
        : []),
      ...(one.reading === undefined ? [] : reading(`${at}.faults.${i}`, one.reading, one.value === undefined ? [] : [one.value])),
      ...longer(`${at}.faults.${i}.every`, longest(one.lasts), one.every),
    ]),
  ]
}

function answers(pack: Pack, owner: Pack, reading: Reading): PackFault[] {
  const commands = new Set(pack.acts.concat(owner.acts).flatMap(({ command, off }) => (off ? [command, off] : [command])))
  const command = (path: string, name: string): PackFault[] => (commands.has(name) ? [] : fault(path, 'sample-command', name))
  return pack.simulator!.answers.flatMap((one, i) => [
    ...command(`${at}.answers.${i}.command`, one.command),
    ...(one.ends === undefined ? [] : command(`${at}.answers.${i}.ends`, one.ends)),
    ...(one.moves ? reading(`${at}.answers.${i}.moves`, one.moves.reading, []) : []),
  ])
}

/** Of a model: the readings it names, the values it goes to, and shares that make no more than one. */
function model(one: PackModel, reading: Reading): PackFault[] {
  const path = `${at}.model`
  const whole = (of: string, shares: readonly number[]): PackFault[] => {
    const sum = shares.reduce((total, share) => total + share, 0)
    // sums of tenths are off by this much at most
    return sum <= 1 + 1e-9 ? [] : [packFault(part, `${path}.${of}`, 'setting-range', { value: sum, min: 0, max: 1 })]
  }
  switch (one.kind) {
    case 'gas':
      return [
        ...reading(path, one.reading, [one.truth.up, one.truth.due, one.story.ends]),
        ...reading(
          `${path}.story.curve`,
          one.reading,
          one.story.curve.map(([, value]) => value),
        ),
      ]
    case 'vessel':
      return [
        ...reading(path, one.reading, [one.floor, one.low]),
        ...whole(
          'troubles',
          one.troubles.map(({ share }) => share),
        ),
      ]
    case 'slope':
      return [
        ...Object.keys(one.scales).flatMap((name) => reading(`${path}.scales.${name}`, name, [])),
        ...Object.keys(one.lives.sensors).flatMap((name) => reading(`${path}.lives.sensors.${name}`, name, [])),
        ...whole(
          'lives.sensors',
          Object.values(one.lives.sensors).map(({ share }) => share),
        ),
      ]
    case 'rounds': {
      const stations = [0, one.arrives, one.leaves, one.returns, 1]
      const back = stations.find((station, i) => i > 0 && station < stations[i - 1]!)
      return back === undefined ? [] : [packFault(part, path, 'setting-range', { value: back, min: 0, max: 1 })]
    }
  }
}
