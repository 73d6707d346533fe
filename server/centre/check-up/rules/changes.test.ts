import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CheckUpBody } from '../../../../contract/check-up.ts'
import { type Become, changesBetween } from './changes.ts'

const at = '2026-03-01T00:00:00.000Z'
type Lists = Omit<CheckUpBody, 'changes'>
const body = ({ of, ...lists }: Partial<Omit<Lists, 'of'>> & { of?: Partial<Lists['of']> }): Lists => {
  const made = { boards: [], outside: [], unknown: [], grave: [], repeated: [], risky: [], kinds: [], unmanned: [], ...lists }
  const count = (['outside', 'unknown', 'grave', 'repeated', 'risky'] as const).map((list) => [list, made[list].length])
  return { ...made, of: { ...(Object.fromEntries(count) as Lists['of']), ...of } }
}
const words = { zh: '浊度', en: 'Turbidity' }
const head = { id: 'water.ntu', board: 'facilities', name: words }
const vital = { ...head, unit: words, value: 1.4, decimals: 2, least: null, most: 1, period: '2026-02' }
const silent = { ...head, period: null, because: 'never' as const }
const event = { id: 'fire', board: 'emergency', no: 'E1', title: '火灾', grade: 'major' as const, openedAt: at }
const why = [{ zh: '无自动喷淋', en: 'No sprinklers' }]
const tower = (level: 'red' | 'orange') => ({ id: 'tower', board: 'emergency', name: '江岸大厦', level, since: at, why })
const nothing: Become = { areas: [], vitals: new Map(), events: new Map(), risks: new Map() }
const between = (before: Parameters<typeof body>[0], after: Parameters<typeof body>[0], become: Partial<Become> = {}) =>
  changesBetween(body(before), body(after), { ...nothing, ...become })
const kinds = (...args: Parameters<typeof between>) => between(...args).map(({ kind }) => kind)
const stands = (standing: string, value: number | null = null) => ({
  vitals: new Map([[vital.id, { standing, value, unit: words, decimals: 2 }]]),
})

describe('from one check-up to the next', () => {
  it('a change of areas stands first, with what became of what: figures before and after are not of the same place', () => {
    const moved = { zh: '竹溪街道（1）→ 竹溪街道（2）', en: 'x' }
    const [first, second] = between({}, { outside: [vital] }, { areas: [{ at, words: moved }] })
    assert.deepEqual([first?.kind, first?.name, first?.why.since, second?.kind], ['areas', moved, at, 'vital-outside'])
    assert.ok(first?.why.reasons[0]?.zh.includes('不是同一块地方'))
  })

  it('a vital that goes out is said with its value and range, one that stays out is not', () => {
    const [out] = between({}, { outside: [vital] })
    assert.deepEqual([out?.kind, out?.name, out?.why.value, out?.why.most], ['vital-outside', words, 1.4, 1])
    assert.deepEqual(kinds({ outside: [vital] }, { outside: [{ ...vital, value: 2 }] }), [])
  })
  it('a vital that is silent is not back to normal', () => {
    const [back] = between({ outside: [vital] }, {}, stands('normal', 0.8))
    assert.deepEqual([back?.kind, back?.why.value, back?.why.most], ['vital-back', 0.8, 1])
    assert.deepEqual(kinds({ outside: [vital] }, { unknown: [silent] }, stands('unknown')), ['vital-silent'])
    const [heard] = between({ unknown: [silent] }, {}, stands('normal', 0.8))
    assert.deepEqual([heard?.kind, heard?.why.value, heard?.why.unit, heard?.why.decimals], ['vital-heard', 0.8, words, 2])
    assert.deepEqual(kinds({ unknown: [silent] }, { outside: [vital] }, stands('outside', 1.4)), ['vital-outside'])
  })
  it('a vital that is not judged any more is not silent, and judged again it is not told again', () => {
    const bare = { ...head, period: '2026-02', because: 'no-range' as const }
    assert.deepEqual(kinds({ outside: [vital] }, { unknown: [bare] }, stands('unknown')), ['vital-unjudged'])
    assert.deepEqual(kinds({ unknown: [bare] }, {}, stands('normal', 0.8)), ['vital-judged'])
    assert.deepEqual(kinds({ unknown: [bare] }, { unknown: [silent] }, stands('unknown')), [])
  })
  it('a grave event that is over is said with how it ended', () => {
    assert.deepEqual(kinds({}, { grave: [event] }), ['grave-open'])
    const ended = new Map([['fire', { state: 'closed' as const, grade: 'serious' as const, closedAt: new Date(at) }]])
    const [over] = between({ grave: [event] }, {}, { events: ended })
    assert.deepEqual([over?.kind, over?.why.state, over?.why.grade, over?.why.since], ['grave-ended', 'closed', 'serious', at])
  })
  it('an object that changes between red and orange got worse or better, and says what makes its level', () => {
    const [worse] = between({ risky: [tower('orange')] }, { risky: [tower('red')] })
    assert.deepEqual([worse?.kind, worse?.why.from, worse?.why.to, worse?.why.reasons], ['risk-worse', 'orange', 'red', why])
    assert.deepEqual(kinds({ risky: [tower('red')] }, { risky: [tower('orange')] }), ['risk-better'])
    const now = new Map([['tower', { level: 'blue' as const, since: new Date(at) }]])
    const [better] = between({ risky: [tower('red')] }, {}, { risks: now })
    assert.deepEqual([better?.kind, better?.why.from, better?.why.to], ['risk-better', 'red', 'blue'])
  })
  it('says worse things first', () => {
    const repeated = [{ id: 'pit', board: 'facilities', name: '井', events: 4 }]
    assert.deepEqual(kinds({ repeated, grave: [event] }, { outside: [vital], risky: [tower('red')] }), [
      ...['vital-outside', 'risk-worse', 'grave-ended', 'repeat-over'],
    ])
  })
  it('of what a list left out nothing is said', () => {
    const cut = { outside: 300 }
    assert.deepEqual(kinds({ outside: [vital] }, { of: cut }, stands('normal', 1)), [])
    assert.deepEqual(kinds({ of: cut }, { outside: [vital] }), [])
  })
})
