import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Shift } from '../types.ts'
import { covering, gapsIn, handOverTo, mayArrange, mayCancel, maySubstitute, nowAndNext, shiftsOf, standing } from './roster.ts'

const at = (hour: number): Date => new Date(Date.UTC(2026, 2, 2, hour))
const shift = (id: string, from: number, to: number, person = 'a'): Shift => ({
  id,
  post: 'post',
  person,
  deputy: null,
  from: at(from),
  to: at(to),
})
type Appointed = { person: string; from: Date; to: Date | null }
const always = (person: string): Appointed => ({ person, from: at(-1000), to: null })
const hours = (spans: { from: Date; to: Date }[]): [number, number][] =>
  spans.map(({ from, to }) => [(from.getTime() - at(0).getTime()) / 3_600_000, (to.getTime() - at(0).getTime()) / 3_600_000])
const code = (result: { ok: boolean } & Record<string, unknown>): unknown =>
  result.ok ? 'ok' : (result as unknown as { refusal: { code: string } }).refusal.code

describe('the gaps of a roster', () => {
  const window = { from: at(0), to: at(24) }
  it('are the hours ahead nobody has', () => {
    assert.deepEqual(hours(gapsIn([shift('1', -4, 8), shift('2', 12, 20)], window)), [
      [8, 12],
      [20, 24],
    ])
    assert.deepEqual(gapsIn([shift('1', -4, 12), shift('2', 12, 30)], window), [])
    assert.deepEqual(hours(gapsIn([], window)), [[0, 24]])
  })
  it('are not made by shifts that overlap or touch, in whatever order they are written', () =>
    assert.deepEqual(hours(gapsIn([shift('2', 10, 24), shift('1', 0, 20), shift('3', 2, 3)], window)), []))
  it('begin when whoever has the shift leaves the post', () => {
    const left = { person: 'a', from: at(-1000), to: at(6) }
    assert.deepEqual(hours(gapsIn(covering([shift('1', 0, 24)], [left]), window)), [[6, 24]])
    assert.deepEqual(hours(gapsIn(covering([shift('1', 0, 24)], [always('b')]), window)), [[0, 24]])
  })
})

describe('who is on duty', () => {
  const shifts = [shift('2', 8, 16, 'b'), shift('1', 0, 8), shift('3', 20, 24, 'c')]
  it('is whoever’s shift runs: it ends at its last moment, the next begins at that', () => {
    assert.equal(nowAndNext(shifts, at(7)).now?.id, '1')
    assert.equal(nowAndNext(shifts, at(8)).now?.id, '2')
  })
  it('is nobody who left the post, also when their shift was not taken back', () => {
    const appointed = [always('c'), { person: 'b', from: at(-1000), to: at(9) }, { person: 'a', from: at(2), to: null }]
    const ids = (now: number): string[] => standing(shifts, appointed, at(now)).map(({ id }) => id)
    assert.deepEqual(ids(1), ['2', '3'], 'not appointed yet')
    assert.deepEqual(ids(8), ['2', '3'], 'the first is over')
    assert.deepEqual(ids(10), ['3'])
  })
  it('is nobody in a gap, and the next still comes', () => {
    assert.equal(nowAndNext(shifts, at(17)).now, null)
    assert.equal(nowAndNext(shifts, at(17)).next?.id, '3')
    assert.equal(nowAndNext(shifts, at(21)).next, null)
  })
})

describe('a shift', () => {
  const roster = { shifts: [shift('1', 0, 8)], appointed: [always('a'), { person: 'b', from: at(0), to: at(40) }] }
  const wish = (from: number, to: number, person = 'a', deputy: string | null = null) => ({
    person,
    deputy,
    from: at(from),
    to: at(to),
  })
  it('is arranged for whoever is appointed all the time, and beside no other', () => {
    assert.equal(code(mayArrange([wish(8, 16, 'b', 'a')], roster)), 'ok')
    assert.equal(code(mayArrange([wish(7, 16)], roster)), 'duty.overlap')
    assert.equal(code(mayArrange([wish(39, 41, 'b')], roster)), 'duty.not-appointed')
    assert.equal(code(mayArrange([wish(8, 16, 'a', 'c')], roster)), 'duty.not-appointed')
    assert.equal(code(mayArrange([wish(8, 16, 'a', 'a')], roster)), 'duty.same-person')
    assert.equal(code(mayArrange([wish(16, 8)], roster)), 'duty.period')
    const week = { shifts: [], appointed: [always('a')] }
    assert.equal(code(mayArrange([wish(0, 7 * 24)], week)), 'ok')
    assert.equal(code(mayArrange([wish(0, 7 * 24 + 1)], week)), 'duty.too-long')
  })
  it('comes again on so many days, what is past cut off, and never twice at once', () => {
    assert.deepEqual(hours(shiftsOf(wish(-2, 8), 3, at(1))), [
      [1, 8],
      [22, 32],
      [46, 56],
    ])
    assert.equal(code(mayArrange(shiftsOf(wish(8, 33), 2, at(1)), roster)), 'duty.overlap')
    assert.equal(code(mayArrange(shiftsOf(wish(-9, -8), 1, at(1)), roster)), 'duty.period')
  })
  it('is handed over to the next one only while it runs', () => {
    const [first, second] = [shift('1', 0, 8), shift('2', 8, 16, 'b')]
    const given = (shifts: Shift[], ...more: Appointed[]) => ({
      shifts,
      appointed: [always('a'), ...(more.length > 0 ? more : [always('b')])],
    })
    const to = handOverTo(first, given([first, second]), at(5))
    assert.deepEqual(to.ok && [to.value.next.id, to.value.to], ['2', second.to])
    const apart = handOverTo(first, given([first, shift('2', 148, 156, 'b')]), at(5))
    assert.deepEqual(apart.ok && [apart.value.next.id, apart.value.to], ['2', first.to], 'the hours between stay a gap')
    assert.equal(code(handOverTo(second, given([first, second]), at(5))), 'duty.not-running')
    assert.equal(code(handOverTo(first, given([first]), at(5))), 'duty.nobody-next')
    assert.equal(code(handOverTo(first, given([first, shift('2', 8, 16)]), at(5))), 'duty.same-person')
    const left = { person: 'b', from: at(-1000), to: at(4) }
    assert.equal(code(handOverTo(first, given([first, second], left), at(5))), 'duty.nobody-next', 'who has left')
    const later = { person: 'b', from: at(7), to: null }
    assert.equal(code(handOverTo(first, given([first, second], later), at(5))), 'duty.not-appointed', 'not yet')
  })
  it('may be filled anew when whoever has it left the post', () => {
    const left = { shifts: [shift('1', 0, 8, 'b')], appointed: [always('a'), { person: 'b', from: at(-9), to: at(2) }] }
    assert.equal(code(mayArrange([wish(2, 8)], left)), 'ok')
    assert.equal(code(mayArrange([wish(1, 8)], left)), 'duty.overlap')
  })
  it('is another’s from now on when it runs, as a whole when it lies ahead, not when it is over', () => {
    const one = shift('1', 0, 8)
    const rest = maySubstitute(one, 'b', roster.appointed, at(5))
    assert.deepEqual(rest.ok && hours([rest.value]), [[5, 8]])
    assert.equal(code(maySubstitute(one, 'b', roster.appointed, at(8))), 'duty.over')
    assert.equal(code(maySubstitute(one, 'a', roster.appointed, at(5))), 'duty.same-person')
    assert.equal(code(maySubstitute(one, 'c', roster.appointed, at(5))), 'duty.not-appointed')
  })
  it('is taken back only before it begins', () => {
    assert.equal(code(mayCancel(shift('1', 6, 8), at(5))), 'ok')
    assert.equal(code(mayCancel(shift('1', 5, 8), at(5))), 'duty.begun')
  })
})
