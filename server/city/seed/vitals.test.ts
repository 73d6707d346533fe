import assert from 'node:assert/strict'
import { it } from 'node:test'
import { demoVitals } from './vitals.ts'
import { listVitals } from './vitals-list.ts'

it('none of the demo’s told vitals takes a value below zero: there is no such quantity among them', () => {
  const told = demoVitals(listVitals()).filter(({ definition: { count, formula } }) => !count && !formula)
  assert.ok(told.length > 40, String(told.length))
  const loose = told.flatMap(({ definition: { code, possible } }) => (possible?.least === 0 ? [] : [code]))
  assert.deepEqual(loose, [])
})
