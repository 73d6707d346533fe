import assert from 'node:assert/strict'
import { it } from 'node:test'
import { exerciseMark, inEarnest, isDrill, withoutMark } from './exercise-mark.ts'

it('tells a drill by its title, and lets no other title look like one', () => {
  const drill = `${exerciseMark}化粪池沼气超标`
  assert.deepEqual([isDrill(drill), withoutMark(drill)], [true, '化粪池沼气超标'])
  assert.deepEqual([isDrill('化粪池沼气超标'), withoutMark('化粪池沼气超标')], [false, '化粪池沼气超标'])
  const told = inEarnest(drill)
  assert.deepEqual([isDrill(told), told], [false, '（演练）化粪池沼气超标'])
})
