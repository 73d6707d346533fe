import type { DemoField } from '../contract/demo-field.ts'
import { encode } from '../protocols/gb26875/encode.ts'
import { createFramer } from '../protocols/gb26875/frame.ts'
import type { FieldDevice } from './field.ts'

/** A fire-alarm transmitter of GB/T 26875.3 whose panel is normal; it says so at every beat. */
export function fireTransmitter({ number }: DemoField): FieldDevice {
  let serial = 0
  const tell = (nowMs: number): Uint8Array[] => {
    const time = `${new Date(nowMs + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
    const panel = { system: { number: 1, kind: null }, systemAddress: 1, state: { bits: 1, names: [] }, time }
    return [
      encode({
        ...{ serial: serial++ & 0xffff, version: { main: 1, user: 1 }, time, source: number, target: '000000000001' },
        ...{ command: 'send', commandNumber: 2, data: { type: 'system-state', number: 1, items: [panel] } },
      }),
    ]
  }
  return { framer: createFramer(), greet: tell, hear: () => [], beat: tell }
}
