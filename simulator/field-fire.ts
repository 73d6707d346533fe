import type { DemoField, DemoTank } from '../contract/demo-field.ts'
import { encode } from '../protocols/gb26875/encode.ts'
import { createFramer } from '../protocols/gb26875/frame.ts'
import type { Message } from '../protocols/gb26875/types.ts'
import type { FieldDevice } from './field.ts'
import type { TankTrouble, Vessel } from './model/roof-tank.ts'
import { tankTruth } from './model/tank-truth.ts'
import type { Truth } from './truth.ts'

type Data = NonNullable<Message['data']>

const chinaTime = (nowMs: number): string => `${new Date(nowMs + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`

/** Frames of one transmitter, numbered. */
function speaker(number: string): (data: Data, time: string) => Uint8Array {
  let serial = 0
  return (data, time) =>
    encode({
      ...{ serial: serial++ & 0xffff, version: { main: 1, user: 1 }, time, source: number, target: '000000000001' },
      ...{ command: 'send', commandNumber: 2, data },
    })
}

const panelNormal = (time: string): Data => ({
  ...{ type: 'system-state', number: 1 },
  items: [{ system: { number: 1, kind: null }, systemAddress: 1, state: { bits: 1, names: [] }, time }],
})

/** A fire-alarm transmitter of GB/T 26875.3 whose panel is normal; it says so at every beat. */
export function fireTransmitter({ number }: Pick<DemoField, 'number'>): FieldDevice {
  const say = speaker(number)
  const tell = (nowMs: number): Uint8Array[] => [say(panelNormal(chinaTime(nowMs)), chinaTime(nowMs))]
  return { framer: createFramer(), greet: tell, hear: () => [], beat: tell }
}

/** The level of a tank as a part's measured value: type 3, part 92 (fire-water tank), height in metres. */
const tankLevel = (value: number, time: string): Data => ({
  ...{ type: 'part-value', number: 3 },
  items: [
    {
      ...{ system: { number: 11, kind: null }, systemAddress: 1, part: { number: 92, kind: null }, partAddress: 1 },
      ...{ analog: { number: 2, kind: null, unit: null, value }, time },
    },
  ],
})

type Written = { truth: Truth; sinceMs: number }

/**
 * The transmitter of a high-rise: its panel is normal (said once a connection, or it would hide the level on screens that show the last word), and
 * the tank on its roof is as `troubles` have it (left out: as the seed has it). A mute one sends nothing at all: then nothing is known of the tank.
 */
export function roofTransmitter(
  { number, id, object }: Pick<DemoTank, 'number' | 'id' | 'object'>,
  seed: string,
  vessel: Vessel,
  { troubles, written }: { troubles?: readonly TankTrouble[] | undefined; written?: Written | undefined } = {},
): FieldDevice {
  const say = speaker(number)
  const tell = (nowMs: number): Uint8Array[] => {
    const key = `${seed}:${id}`
    const befalls = troubles ?? vessel.troublesOf(key, nowMs)
    if (written)
      for (const line of tankTruth(vessel, { id: key, of: object }, befalls, { sinceMs: written.sinceMs, nowMs }))
        written.truth.tell(line)
    const { told } = vessel.at(key, befalls, nowMs)
    return told === null ? [] : [say(tankLevel(told, chinaTime(nowMs)), chinaTime(nowMs))]
  }
  const greet = (nowMs: number): Uint8Array[] => {
    const level = tell(nowMs)
    return level.length === 0 ? [] : [say(panelNormal(chinaTime(nowMs)), chinaTime(nowMs)), ...level]
  }
  return { framer: createFramer(), greet, hear: () => [], beat: tell }
}
