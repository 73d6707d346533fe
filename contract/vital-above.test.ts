import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readAbove, type VitalAbove, writeAbove } from './vital-above.ts'

const above: VitalAbove[] = [
  { tier: 'town', least: 5 },
  {
    tier: 'district',
    most: 60,
    bands: [
      { band: 'attention', most: 80 },
      { band: 'abnormal', most: 100 },
    ],
  },
  { tier: 'city', least: 200, most: 600.5, bands: [{ band: 'serious', least: 100, most: 900 }] },
]

describe('ranges of tiers as text', () => {
  it('are read as they were written, in either language', () => {
    assert.equal(writeAbove(above, 'zh'), '镇街 ≥5; 区县 ≤60（关注 ≤80、异常 ≤100）; 市 200~600.5（严重 100~900）')
    for (const language of ['zh', 'en'] as const)
      assert.deepEqual(readAbove(writeAbove(above, language)), { ok: true, above }, language)
    assert.deepEqual(readAbove(' '), { ok: true, above: [] })
  })

  it('that cannot be read are told, the one that is wrong alone', () => {
    for (const text of ['区县', '区县 60', '片区 ≤60', '区县 ≤60（很糟 ≤80）', '区县 ≤60（关注 ≤80'])
      assert.deepEqual(readAbove(`市 ≤600；${text}`), { ok: false, fault: text }, text)
  })
})
