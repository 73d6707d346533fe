import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { encode } from '../../../../protocols/gb26875/encode.ts'
import type { Data, Message } from '../../../../protocols/gb26875/types.ts'
import { gb26875 } from './gb26875.ts'

const at = '2026-03-02T09:30:00+08:00'
const now = new Date('2026-03-02T01:30:00Z')
const system = { system: { number: 1, kind: null }, systemAddress: 1 }
const part = { ...system, part: { number: 42, kind: null }, partAddress: 7 }
const bits = (value: number) => ({ bits: value, names: [] })

/** What a message with these data is read as. */
function measured(data: unknown): Record<string, number>[] {
  const frame = encode({
    ...{ serial: 1, version: { main: 1, user: 1 }, time: at, source: '500105000001', target: '000000000000' },
    ...{ command: 'send', commandNumber: 2, data: data as Data },
  } as Message)
  const read = gb26875.open().read(frame)
  assert.ok(read.ok)
  const found = read.value.measure(now)
  assert.ok(found.ok)
  return found.value!.map(({ values }) => values)
}
const partState = (value: number) =>
  measured({ type: 'part-state', number: 2, items: [{ ...part, state: bits(value), text: '', time: at }] })

describe('what a fire-alarm transmitter tells', () => {
  it('of a part raises and takes nothing back', () => {
    assert.deepEqual(partState(0b10), [{ fire: 1, link: 1 }])
    assert.deepEqual(partState(0b100), [{ fault: 1, link: 1 }])
    assert.deepEqual(partState(0b1), [{ link: 1 }])
  })

  it('of the whole system is how it stands', () => {
    const of = (value: number) =>
      measured({ type: 'system-state', number: 1, items: [{ ...system, state: bits(value), time: at }] })
    assert.deepEqual(of(0b1), [{ fire: 0, fault: 0, shielded: 0, link: 1 }])
    assert.deepEqual(of(0b100000011), [{ fire: 1, fault: 1, shielded: 0, link: 1 }], 'main power')
  })

  it('of a reset takes all back, of a pulled handle raises', () => {
    const of = (value: number) =>
      measured({ type: 'operation', number: 4, items: [{ ...system, operation: bits(value), operator: 3, time: at }] })
    assert.deepEqual(of(0b1), [{ fire: 0, fault: 0, shielded: 0, link: 1 }])
    assert.deepEqual(of(0b100), [{ fire: 1, link: 1 }])
    assert.deepEqual(of(0b1000), [{ fire: 0, link: 1 }])
  })
})
