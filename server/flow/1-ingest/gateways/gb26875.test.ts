import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { encode } from '../../../../protocols/gb26875/encode.ts'
import type { Data, Message } from '../../../../protocols/gb26875/types.ts'
import { gb26875 } from './gb26875.ts'
import type { Measured } from './types.ts'

const at = '2026-03-02T09:30:00+08:00'
const now = new Date('2026-03-02T01:30:00Z')
const system = { system: { number: 1, kind: null }, systemAddress: 1 }
const part = { ...system, part: { number: 42, kind: null }, partAddress: 7 }
const bits = (value: number) => ({ bits: value, names: [] })

/** What a message with these data is read as. */
function measured(data: unknown): Measured[] {
  const frame = encode({
    ...{ serial: 1, version: { main: 1, user: 1 }, time: at, source: '500105000001', target: '000000000000' },
    ...{ command: 'send', commandNumber: 2, data: data as Data },
  } as Message)
  const read = gb26875.open().read(frame)
  assert.ok(read.ok)
  const found = read.value.measure(now)
  assert.ok(found.ok)
  return found.value!
}
const valuesOf = (data: unknown): Record<string, number>[] => measured(data).map(({ values }) => values)
const partState = (value: number) =>
  valuesOf({ type: 'part-state', number: 2, items: [{ ...part, state: bits(value), text: '', time: at }] })

describe('what a fire-alarm transmitter tells', () => {
  it('of a part raises and takes nothing back', () => {
    assert.deepEqual(partState(0b10), [{ fire: 1, link: 1 }])
    assert.deepEqual(partState(0b100), [{ fault: 1, link: 1 }])
    assert.deepEqual(partState(0b1), [{ link: 1 }])
  })

  it('of a tank is its level, the lowest of several; of hydrants their pressure in one unit; other measures have no reading', () => {
    const of = (number: number, kind: number, analog: number, value: number) => ({
      ...{ system: { number, kind: null }, systemAddress: 1, part: { number: kind, kind: null }, partAddress: 3 },
      ...{ analog: { number: analog, kind: null, unit: null, value }, time: at },
    })
    const told = (...items: object[]) => valuesOf({ type: 'part-value', number: 3, items })
    assert.deepEqual(told(of(11, 92, 2, 1.62), of(11, 92, 2, 0.4)), [{ 'tank-level': 0.4, link: 1 }])
    assert.deepEqual(told(of(12, 99, 4, 0.3)), [{ 'water-pressure': 0.3, link: 1 }])
    assert.deepEqual(told(of(11, 99, 5, 250)), [{ 'water-pressure': 0.25, link: 1 }])
    assert.deepEqual(told(of(1, 40, 3, 61)), [{ link: 1 }], 'the heat of a detector')
    assert.deepEqual(told(of(11, 91, 2, 0.1)), [{ link: 1 }], 'the height of a pump is no tank')
  })

  it('of the whole system is how it stands', () => {
    const of = (value: number) =>
      valuesOf({ type: 'system-state', number: 1, items: [{ ...system, state: bits(value), time: at }] })
    assert.deepEqual(of(0b1), [{ fire: 0, fault: 0, shielded: 0, link: 1 }])
    assert.deepEqual(of(0b100000011), [{ fire: 1, fault: 1, shielded: 0, link: 1 }], 'main power')
  })

  it('of a reset takes all back, of a pulled handle raises', () => {
    const of = (value: number) =>
      valuesOf({ type: 'operation', number: 4, items: [{ ...system, operation: bits(value), operator: 3, time: at }] })
    assert.deepEqual(of(0b1), [{ fire: 0, fault: 0, shielded: 0, link: 1 }])
    assert.deepEqual(of(0b100), [{ fire: 1, link: 1 }])
    assert.deepEqual(of(0b1000), [{ fire: 0, link: 1 }])
  })

  it('says which system behind it speaks; its own lamp and handle are not theirs', () => {
    const other = { system: { number: 12, kind: null }, systemAddress: 3 }
    const items = [
      { ...system, state: bits(0b11), time: at },
      { ...other, state: bits(0b1), time: at },
    ]
    const calm = { fire: 0, fault: 0, shielded: 0 }
    assert.deepEqual(measured({ type: 'system-state', number: 1, items }), [
      { at, values: { ...calm, fire: 1, link: 1 }, systems: { 1.1: { ...calm, fire: 1 }, 12.3: calm } },
    ])
    assert.deepEqual(measured({ type: 'transmitter-state', number: 21, items: [{ state: bits(0b101), time: at }] }), [
      { at, values: { fire: 0, 'transmitter-fault': 1, link: 1 }, systems: { transmitter: { fire: 0 } } },
    ])
    const handle = (value: number) =>
      measured({ type: 'transmitter-operation', number: 24, items: [{ operation: bits(value), operator: 3, time: at }] })[0]!
        .systems
    assert.deepEqual(
      [handle(0b100), handle(0b1), handle(0b100000)],
      [{ handle: { fire: 1 } }, { handle: { fire: 0 } }, undefined],
    )
  })
})
