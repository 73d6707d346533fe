import assert from 'node:assert/strict'
import { it } from 'node:test'
import { isSecond } from './is-second.ts'

it('what leaves red or orange is answered by somebody of the same tier or a higher one', () => {
  const asked = { tier: 'district' }
  assert.deepEqual(
    ['city', 'district', 'town', 'community', 'grid', ''].filter((tier) => isSecond(asked, { tier })),
    ['city', 'district'],
  )
  assert.equal(isSecond({ tier: 'town' }, { tier: 'town' }), true)
})
