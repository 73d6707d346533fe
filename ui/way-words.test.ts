import assert from 'node:assert/strict'
import { it } from 'node:test'
import { readReach } from './way-words.ts'

it('a reach is read as it is typed; what is missing or runs backwards is said', () => {
  const typed = (from: string, to: string, wayName = ' 长江 ') => readReach({ wayName, from, to })
  assert.deepEqual(typed(' 655,5', '657.5'), { reach: { wayName: '长江', fromKm: 655.5, toKm: 657.5 }, fault: null })
  assert.equal(typed('655', '657', ' ').fault, 'name')
  for (const wrong of ['', '  ', 'x', '-1', '10001']) assert.equal(typed('0', wrong).fault, 'number', wrong)
  assert.equal(typed('657', '655').fault, 'order')
  assert.equal(typed('655', '655').fault, 'order')
})
