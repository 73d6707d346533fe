import assert from 'node:assert/strict'
import { it } from 'node:test'
import { hoursLines, readHours, spans, stretchesOf } from './calendar-words.ts'

it('days in a row are one stretch, over the end of a month too', () => {
  const days = ['2026-02-15', '2026-02-16', '2026-02-28', '2026-03-01', '2026-03-05']
  assert.equal(spans(days, 'zh-CN'), '2月15日–2月16日 · 2月28日–3月1日 · 3月5日')
  assert.equal(spans(days, 'en'), '15 Feb–16 Feb · 28 Feb–1 Mar · 5 Mar')
  assert.equal(spans([], 'zh-CN'), '')
})

it('a year is told feast by feast, in its order', () => {
  const calendar = {
    years: { '2026': { papers: [], off: { '2026-02-16': '春节', '2026-01-01': '元旦' }, work: { '2026-02-14': '春节' } } },
  } as never
  assert.deepEqual(stretchesOf('2026', calendar), [
    { name: '元旦', off: ['2026-01-01'], work: [] },
    { name: '春节', off: ['2026-02-16'], work: ['2026-02-14'] },
  ])
  assert.deepEqual(stretchesOf('2030', calendar), [])
})

it('hours are edited as lines and read back the same', () => {
  const hours = [
    { from: null, to: null, windows: [['08:00', '12:00'] as [string, string], ['14:00', '18:00'] as [string, string]] },
    { from: '2026-07-01', to: null, windows: [['07:30', '13:00'] as [string, string]] },
  ]
  assert.equal(hoursLines(hours), '08:00-12:00,14:00-18:00\n2026-07-01~* 07:30-13:00')
  assert.deepEqual(readHours(hoursLines(hours)), hours)
  assert.deepEqual(readHours(' 08:00–12:00、14:00—18:00 \n\n'), [hours[0]])
  for (const text of ['', 'always', '8-12', '2026-07-01 08:00-12:00']) assert.equal(readHours(text), null, text)
})
