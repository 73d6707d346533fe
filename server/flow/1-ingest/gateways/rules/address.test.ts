import assert from 'node:assert/strict'
import { it } from 'node:test'
import { addressOf } from './address.ts'

it('an address is told without its port, an IPv6 one by its first half', () => {
  assert.equal(addressOf('10.0.0.7:52100'), '10.0.0.7')
  assert.equal(addressOf('::ffff:10.0.0.7:52100'), '10.0.0.7')
  assert.equal(addressOf('2001:db8:1:2:3:4:5:6:52100'), '2001:db8:1:2::/64')
  assert.equal(addressOf('2001:db8:1:2:9::6:52100'), '2001:db8:1:2::/64')
  assert.equal(addressOf('2001:db8::6:52100'), '2001:db8:0:0::/64')
  assert.equal(addressOf('::1:52100'), '0:0:0:0::/64')
})
