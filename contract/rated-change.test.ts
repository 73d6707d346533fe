import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { saysWhy } from './rated-change.ts'

describe('a reason', () => {
  it('says why in six letters or figures, whatever the language', () => {
    for (const text of ['消防水泵已修好', ' 11月20日检测合格 ', 'Pump repaired']) assert.ok(saysWhy(text), text)
  })
  it('is none when it is short, only signs, or one sign over and over', () => {
    for (const text of ['', '已修好', '。。。。。。。。', '1111111111', '无无无无无无', '已 修 好 了'])
      assert.ok(!saysWhy(text), text)
  })
})
