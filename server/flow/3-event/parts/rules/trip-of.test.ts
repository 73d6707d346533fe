import assert from 'node:assert/strict'
import { it } from 'node:test'
import { tripOf } from './trip-of.ts'

it('a trip is read off the key of a finding, of what has one', () => {
  assert.equal(tripOf('dump', 'dump:jt:01:1775826000000'), 1775826000000)
  assert.equal(tripOf('open-ticket', 'ticket:20260410'), null)
  assert.equal(tripOf('unwashed', 'wash:20260410'), null)
  assert.equal(tripOf('volume', 'volume:GD-1:2026-04'), null)
  assert.equal(tripOf('speed', 'speed:jt-1:x'), null)
})
