import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { holdsPhone } from './holds-phone.ts'

describe('a phone number in a text', () => {
  it('is found as people write it', () => {
    for (const text of [
      '王建国 13000000042',
      '王建国（130 0000 0042）',
      '130-0000-0042',
      '+86 13000000042',
      '电话8613000000042',
      '１３０００００００４２',
      '值班 023-67000000',
      '(023) 67000000',
      '67000000 找老王',
      '热线 400-000-0000',
    ])
      assert.ok(holdsPhone(text), text)
  })
  it('is not seen in dates, numbers of things and amounts', () => {
    for (const text of [
      '',
      '王建国',
      '2026-11-26 清掏',
      '20261126 检修',
      '3 号池至 12 号池',
      '事件 CSHFXJ-2026-000123',
      '110 千伏、35 千伏',
      '1.3 米',
    ])
      assert.ok(!holdsPhone(text), text)
  })
})
