import assert from 'node:assert/strict'
import { it } from 'node:test'
import { districtPath, foldTo, sayFolded } from './fold.ts'

const around = { opened: 0, standing: null, permits: true, tickets: true }

it('comes before a person until the budget of the hour is used up', () => {
  assert.deepEqual(foldTo('route', { ...around, opened: 19 }, 20), { to: 'person' })
  assert.deepEqual(foldTo('route', { ...around, opened: 20 }, 20), { to: 'notice', why: 'budget' })
})

it('goes under the notice that stands, whatever the count', () =>
  assert.deepEqual(foldTo('route', { ...around, standing: 'one' }, 20), { to: 'standing', notice: 'one' }))

it('a district that entered nothing gets one notice from the first finding on, of that check only', () => {
  const empty = { ...around, permits: false, tickets: false }
  assert.deepEqual(foldTo('no-permit', empty, 20), { to: 'notice', why: 'no-permits' })
  assert.deepEqual(foldTo('no-ticket', empty, 20), { to: 'notice', why: 'no-tickets' })
  assert.deepEqual(foldTo('dump', empty, 20), { to: 'person' })
})

it('says how many were kept, until when and of whom, by the clock of the city', () => {
  const lastAt = new Date('2026-04-10T13:30:00Z')
  const said = sayFolded({ why: 'budget', budget: 20, n: 7, lastAt, names: ['渝X00001', '渝X00002'] }, 8 * 3_600_000)
  assert.match(said, /20 条的预算。.*已记录 7 条，最近 04-10 21:30，涉及 渝X00001、渝X00002 等。/)
  assert.doesNotMatch(sayFolded({ why: 'no-permits', budget: 20, n: 1, lastAt, names: ['渝X00001'] }, 0), /等/)
})

it('a district is the second code of a path', () =>
  assert.deepEqual(['50/500105/500105001/', '50/500105/', '50/'].map(districtPath), ['50/500105/', '50/500105/', '50/']))
