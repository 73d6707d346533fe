import type { DemoField } from '../contract/demo-field.ts'
import { toBcd, toHex } from '../protocols/bytes.ts'
import { bodyHead, encode, writeElement } from '../protocols/sl651/encode.ts'
import { createFramer } from '../protocols/sl651/frame.ts'
import type { FieldDevice } from './field.ts'
import { waterAt } from './model/water.ts'

/** A river station (H) of SL 651: rain of the hour, water level and supply voltage at every beat. */
export function riverGauge({ number, id, code }: DemoField, seed: string): FieldDevice {
  let serial = 0
  const tell = (nowMs: number): Uint8Array[] => {
    const local = new Date(nowMs + 8 * 3_600_000).toISOString()
    const { rain, level, voltage } = waterAt(`${seed}:${id}`, nowMs)
    serial = (serial % 65_535) + 1
    const body = bodyHead(serial, `${local.slice(0, 19)}+08:00`)
    body
      .u16(0xf1f1)
      .put(toBcd(number, 5))
      .u8(0x48)
      .u16(0xf0f0)
      .put(toBcd(local.replace(/\D/g, '').slice(2, 12), 5))
    const element = (name: string, value: number, [size, decimals]: [number, number]): void =>
      void writeElement(body, { code: name, name: null, unit: null, value, size, decimals })
    element('1a', rain, [3, 1])
    element('39', level, [4, 3])
    element('38', voltage, [2, 2])
    const head = { direction: 'up', centre: 1, station: number, password: code ?? '0000', function: '32', end: 'etx' } as const
    return [encode({ ...head, body: toHex(body.done()) })]
  }
  return { framer: createFramer(), greet: tell, hear: () => [], beat: tell }
}
