import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EventRow } from '../../contract/event.ts'
import { ranked } from './ranked.ts'

const row = (id: string, grade: EventRow['grade'], minute: number, over: Partial<EventRow> = {}): EventRow =>
  ({
    ...{ id, grade, title: `井 ${id}`, state: 'handling', holder: '周敏', clock: null },
    ...{ openedAt: new Date(Date.UTC(2026, 3, 10, 1, minute)).toISOString(), ...over },
  }) as EventRow

test('red ones nobody accepted lead, the longest waiting first; then red ones, orange ones, and the newest, each once', () => {
  const reds = [
    row('held-old', 'extraordinary', 1),
    row('held-new', 'extraordinary', 9),
    row('waits-new', 'extraordinary', 8, { holder: null }),
    row('waits-old', 'extraordinary', 2, { holder: null }),
  ]
  const orange = [row('orange', 'major', 0)]
  const newest = Array.from({ length: 20 }, (_, n) => row(`yellow-${n}`, 'serious', 20 - n))
  const ids = ranked({ reds, orange, newest: [...newest, reds[1]!] }).map(({ id }) => id)
  const first = ['waits-old', 'waits-new', 'held-new', 'held-old', 'orange', 'yellow-0', 'yellow-1', 'yellow-2']
  assert.deepEqual(ids.slice(0, 8), first)
  assert.deepEqual([ids.length, ids.at(-1)], [20, 'yellow-14'], 'as many as the tallest panel holds')
})

test('a drill stands behind those in earnest of its grade', () => {
  const drill = row('drill', 'extraordinary', 5, { holder: null, title: '【演练】井' })
  const ids = ranked({ reds: [drill, row('held', 'extraordinary', 1)], orange: [], newest: [] }).map(({ id }) => id)
  assert.deepEqual(ids, ['held', 'drill'])
})
