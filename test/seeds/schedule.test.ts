import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { faultNames, scheduleOf } from './schedule.ts'

const playing = { seed: 7, hours: 3, faults: faultNames }

describe('the schedule of a seed', () => {
  it('is the same for the same seed, and another for another', () => {
    assert.deepEqual(scheduleOf(playing), scheduleOf(playing))
    assert.notDeepEqual(scheduleOf(playing), scheduleOf({ ...playing, seed: 8 }))
  })

  it('holds only the faults that are asked for', () => {
    const all = Array.from({ length: 50 }, (_, seed) => scheduleOf({ seed, hours: 3, faults: [] })).flat()
    assert.deepEqual(
      all.filter(({ socket }) => socket !== null),
      [],
    )
    const inputs = all.map(({ input }) => input)
    assert.equal(
      inputs.some((one) => one.do === 'storm' || one.do === 'poison'),
      false,
    )
    assert.deepEqual([...new Set(inputs.map((one) => ('way' in one ? one.way : 'once')))], ['once'])
    assert.equal(
      inputs.some((one) => one.do === 'reading' && (one.skewS !== 0 || one.heldBack)),
      false,
    )
  })

  it('holds every fault sooner or later', () => {
    const all = Array.from({ length: 50 }, (_, seed) => scheduleOf({ seed, hours: 3, faults: faultNames })).flat()
    const found = new Set(all.flatMap(({ socket, input }) => [socket?.fault, input.do, 'way' in input ? input.way : undefined]))
    for (const name of ['crash', 'partition', 'disk-full', 'storm', 'poison', 'twice', 'answer-lost', 'half'] as const)
      assert.ok(found.has(name), name)
  })
})
