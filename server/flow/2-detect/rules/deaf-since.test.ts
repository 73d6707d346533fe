import assert from 'node:assert/strict'
import { it } from 'node:test'
import { deafSince } from './deaf-since.ts'
import { silence } from './silence.ts'

const minute = 60_000

it('time in which nobody listened lies between the last that was heard and the start', () => {
  const off = { begun: 60 * minute, heardBefore: 20 * minute }
  assert.equal(deafSince(off, 20 * minute), 40 * minute)
  assert.equal(deafSince(off, 5 * minute), 40 * minute, 'it was silent for a quarter of an hour while others spoke')
  assert.equal(deafSince(off, 61 * minute), 0, 'heard since')
  assert.equal(deafSince({ ...off, heardBefore: null }, 5 * minute), 0)
  assert.equal(deafSince(off, null), 0)
})

it('a silence counts only what somebody listened to, and does not end by a start', () => {
  const name = { zh: '离线', en: 'Silent' }
  const look = silence({ kind: 'silence', id: 'silence', family: 'silence', name, for: '15m', severity: 'yellow' })
  const seen = { now: 60 * minute, values: null, lastAt: 20 * minute, deafMs: 40 * minute }
  const kept = look({ level: null }, seen)
  assert.deepEqual([kept?.change, kept?.wakeAt], [null, 75 * minute])
  assert.equal(look({ level: null }, { ...seen, now: 75 * minute })?.change?.to, 'yellow', 'nor does it speak now')
  assert.equal(look({ level: null }, { ...seen, deafMs: 0 })?.change?.to, 'yellow')
  assert.equal(look({ level: 'yellow' }, seen)?.change, null)
})
