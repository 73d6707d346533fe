import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { matchHouseholds } from './match-households.ts'

const of = (door: string, persons = 3) => ({ door, head: '江一', persons, in_charge: null, help: null })

describe('a new list of households', () => {
  it('keeps those that are unchanged, ends those that are gone, adds the rest', () => {
    const kept = [
      { id: 'a', ...of('1 号') },
      { id: 'b', ...of('2 号') },
    ]
    assert.deepEqual(matchHouseholds(kept, [of('1 号'), of('2 号', 4), of('3 号')]), {
      ended: ['b'],
      added: [of('2 号', 4), of('3 号')],
    })
    assert.deepEqual(matchHouseholds(kept, []), { ended: ['a', 'b'], added: [] })
  })
  it('tells two alike apart by how many there are', () => {
    assert.deepEqual(matchHouseholds([{ id: 'a', ...of('1 号') }], [of('1 号'), of('1 号')]).added, [of('1 号')])
  })
})
