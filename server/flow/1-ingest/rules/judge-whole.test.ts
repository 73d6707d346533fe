import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Systems } from '../types.ts'
import { asOneDevice, hearSystems, mostSystems } from './hear-systems.ts'
import { judgeWhole } from './judge-whole.ts'

const begin = Date.parse('2026-03-02T01:30:00Z')
const at = (second: number): Date => new Date(begin + second * 1_000)
const bound = { min: 0, max: 1 }
const bounds = { fire: bound, fault: bound, link: bound } as unknown as Parameters<typeof judgeWhole>[2]

type Step = [second: number, says: Record<string, Record<string, number>>]

/** Plays words of systems behind one device; what is kept and, unless it is late, given to the rules. */
function play(steps: Step[]): { kept: string[]; systems: Systems } {
  let state = { lastAt: null as Date | null, lastSeq: null, lastValues: {} as Record<string, number>, systems: {} as Systems }
  const stored: { second: number; values: Record<string, number> }[] = []
  const kept = steps.map(([second, systems]) => {
    const said = { link: 1 } as Record<string, number>
    for (const one of Object.values(systems))
      for (const [name, value] of Object.entries(one)) said[name] = Math.max(value, said[name] ?? 0)
    const before = stored.filter((one) => one.second === second).map(({ values }) => values)
    const seen = { now: at(60), live: true, keptSince: new Date(0) }
    const reading = { at: at(second).toISOString(), values: said, systems }
    const found = judgeWhole(reading, { ...state, stored: before }, bounds, seen)
    state = { ...state, systems: found.systems }
    if (!found.judged.keep) return found.judged.because
    stored.push({ second, values: found.values })
    if (!found.judged.late) state = { ...state, lastAt: at(second), lastValues: found.values }
    return `${found.judged.late ? 'late ' : ''}${JSON.stringify(found.values)}`
  })
  return { kept, systems: state.systems }
}
const burns = (second: number, system: string): Step => [second, { [system]: { fire: 1 } }]
const calm = (second: number, system: string): Step => [second, { [system]: { fire: 0 } }]
const fire = '{"link":1,"fire":1}'
const none = '{"link":1,"fire":0}'

describe('a device that speaks for several systems', () => {
  it('burns while one of them does, whichever spoke last', () => {
    assert.deepEqual(play([burns(0, '1.1'), calm(1, '12.1'), calm(2, '1.1')]).kept, [fire, fire, none])
    assert.deepEqual(play([calm(0, '12.1'), burns(1, '1.1'), calm(2, '1.2'), calm(3, '1.1')]).kept, [none, fire, fire, none])
  })

  it('remembers a second fire of the same second, though nothing changes by it', () =>
    assert.deepEqual(play([burns(0, '1.1'), burns(0, '12.1'), calm(1, '1.1'), calm(2, '12.1')]).kept, [
      fire,
      'duplicate',
      fire,
      none,
    ]))

  it('knows a repeat although another system spoke meanwhile, and takes nothing back for it', () => {
    const { kept, systems } = play([calm(0, '12.1'), burns(1, '1.1'), calm(0, '12.1'), burns(1, '1.1')])
    assert.deepEqual(kept, [none, fire, 'duplicate', 'duplicate'])
    assert.equal(systems['1.1']!.values.fire, 1)
  })

  it('does not burn again for an old word of a system that spoke since, but does for the newest of another', () => {
    const after = play([burns(0, '1.1'), calm(5, '1.1'), burns(3, '1.1'), burns(4, '12.1'), calm(6, '1.1')])
    assert.deepEqual(after.kept, [fire, none, `late ${fire}`, `late ${fire}`, fire])
    assert.deepEqual(after.systems['1.1']!.values, { fire: 0 })
  })

  it('is taken back in what a system says, not in what it leaves out', () => {
    const systems = hearSystems({}, { '1.1': { fire: 1, fault: 1 } }, at(0), 'next')
    const after = hearSystems(systems, { '1.1': { fire: 0 } }, at(1), 'next')
    assert.deepEqual(asOneDevice({}, { '1.1': { fire: 0, fault: 0 } }, after), { fire: 0, fault: 1 })
  })

  it('forgets of too many systems those that are calm', () => {
    let systems = hearSystems({}, { first: { fire: 1 } }, at(0), 'next')
    for (let i = 1; i <= mostSystems + 5; i++) systems = hearSystems(systems, { [`9.${i}`]: { fire: 0 } }, at(i), 'next')
    assert.equal(Object.keys(systems).length, mostSystems)
    assert.deepEqual(
      [systems.first?.values, systems['9.1'], systems[`9.${mostSystems + 5}`]?.values],
      [{ fire: 1 }, undefined, { fire: 0 }],
    )
  })
})
