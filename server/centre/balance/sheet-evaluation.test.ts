import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Evaluation } from '../../../contract/evaluation.ts'
import { writeEvaluation } from './sheet-evaluation.ts'

const one: Evaluation = {
  ...{ period: 'day', from: '2026-11-28', to: '2026-11-28', until: '2026-11-27T18:05:09.000Z', at: '2026-11-27T18:05:10.000Z' },
  ...{ before: { from: '2026-11-27', to: '2026-11-27' }, countedFrom: null, defects: [], spreads: [], groups: [] },
  rates: [{ id: 'accepted-in-time', n: 3, of: 4, was: { n: 1, of: 2 } }],
  ...{ late: { cases: 0, parts: [] }, measure: 'accepted-in-time', by: 'unit' },
}
const lines = async (lang: 'zh' | 'en') => {
  const bytes = await writeEvaluation(one, 'csv', { lang, zone: 'Asia/Shanghai' })
  return new TextDecoder().decode(bytes).replaceAll('"', '').split('\r\n')
}

it('says its span and until when it counts by the clock of the city, and which numbers are of which period', async () => {
  const [head, before, ...rest] = await lines('zh')
  assert.match(head!, /本期,2026-11-28,2026-11-28,统计至,2026-11-28 02:05:09$/)
  assert.match(before!, /上期,2026-11-27,2026-11-27/)
  assert.ok(rest.some((line) => line.startsWith('指标,口径,本期分子,本期分母,上期分子,上期分母')))
  assert.ok(rest.some((line) => /^按时签收,.*,3,4,1,2$/.test(line)))
  assert.match((await lines('en'))[0]!, /Counted until,2026-11-28 02:05:09$/)
})
