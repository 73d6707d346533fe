import assert from 'node:assert/strict'
import { it } from 'node:test'
import { thingIn } from './thing-in.ts'

it('a plate is compared without what stands between, and what is none is not kept', () => {
  assert.equal(thingIn('渝X·00012'), '渝X00012')
  assert.equal(thingIn(' 渝ｘ00 012 '), '渝X00012')
  assert.equal(thingIn('渝AD12345'), '渝AD12345', 'new energy')
  assert.equal(thingIn('渝A1234挂'), '渝A1234挂')
  for (const none of [null, '', '未识别', '13000000042', '渝A', 'ABC12345', '某某 渝A12345'])
    assert.equal(thingIn(none), null, `${none}`)
})
