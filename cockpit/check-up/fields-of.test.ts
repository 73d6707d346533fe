import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CheckUpCell } from '../../contract/check-up-wall.ts'
import { fieldsOf } from './fields-of.ts'

const named = (id: string) => ({ id, name: { zh: id, en: id } })
const boards = ['party', 'safety', 'other'].map(named)
const cell = (board: string, over: Partial<CheckUpCell> = {}) =>
  ({ board, grave: 0, because: 'no-vital', standing: 'unknown', ...over }) as CheckUpCell
const fields = (...cells: CheckUpCell[]) => fieldsOf(boards, cells).map(({ id }) => id)

test('the boards of a town have a field each, one without a vital too', () => {
  assert.deepEqual(fields(cell('party'), cell('safety', { because: null })), ['party', 'safety'])
})

test('what belongs to no board has one only where there is something of it', () => {
  const own = [cell('party'), cell('safety')]
  assert.deepEqual(fields(...own, cell('other')), ['party', 'safety'])
  assert.deepEqual(fields(...own, cell('other', { because: 'unconnected' })), ['party', 'safety', 'other'])
  assert.deepEqual(fields(...own, cell('other', { grave: 1, worst: 'major' })), ['party', 'safety', 'other'])
})
