import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readBands, writeBands } from './vital-band.ts'

describe('bands as one writes them', () => {
  const bands = [
    { band: 'attention' as const, most: 1 },
    { band: 'abnormal' as const, least: -2.5 },
    { band: 'critical' as const, least: 40, most: 60 },
  ]
  for (const language of ['zh', 'en'] as const)
    it(`come back as they were written, in ${language}`, () =>
      assert.deepEqual(readBands(writeBands(bands, language)), { ok: true, bands }))
  it('say what people see', () => assert.equal(writeBands(bands, 'zh'), '关注 ≤1; 异常 ≥-2.5; 危急 40~60'))
  for (const text of ['关注', '关注 1', '红 ≤1', '≤1', '关注 ≤x'])
    it(`tell the one they cannot read: ${text}`, () => assert.deepEqual(readBands(text), { ok: false, fault: text }))
})
