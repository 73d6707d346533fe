import assert from 'node:assert/strict'
import { test } from 'node:test'
import { limitUnits, parseTimeLimit, limitText as shortOf } from '../../../contract/time-limit.ts'
import { limitDraft, limitText } from './limit-draft.ts'

test('a limit of the form is what the server reads, in every unit', () => {
  for (const unit of limitUnits)
    for (const fromNextDay of [false, true]) {
      const draft = limitDraft({ n: 3, unit, fromNextDay })
      const text = limitText(draft)
      assert.ok(text)
      assert.equal(shortOf(parseTimeLimit(text)!), text)
      assert.deepEqual(parseTimeLimit(text), fromNextDay ? { n: 3, unit, fromNextDay } : { n: 3, unit })
    }
  assert.equal(limitText(limitDraft(null)), '', 'none is known')
})

test('half days, nothing and words are no limit, half hours are', () => {
  const draft = { unit: 'working-day', next: false } as const
  assert.deepEqual(
    ['1.5', '0', '', '三', '-1'].map((n) => limitText({ ...draft, n })),
    [null, null, null, null, null],
  )
  assert.equal(limitText({ unit: 'working-hour', next: false, n: '1.5' }), '1.5wh')
  assert.equal(limitText({ unit: '', next: false, n: '3' }), null, 'a number without a unit')
})
