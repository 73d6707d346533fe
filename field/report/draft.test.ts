import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ReportIn } from '../../contract/report.ts'
import { blank, bodyOf, isEmpty, missingIn, type Writing } from './draft.ts'

const at = '2026-04-10T01:20:00.000Z'
const full: Writing = {
  ...blank,
  place: { lon: 106.5934, lat: 29.6121, accuracyM: 8 },
  type: 'city.manhole',
  typeName: '井盖缺失',
  content: '井盖没了，已拿锥筒挡住 㐂𠮷',
}

test('place, kind and a sentence are asked for, a photograph is not', () => {
  assert.deepEqual(missingIn(blank), ['place', 'kind', 'words'])
  assert.deepEqual(missingIn(full), [])
  assert.deepEqual(missingIn({ ...full, content: ' 𠮷 ' }), ['words'])
})

test('what is sent is what the contract takes, with and without accuracy', () => {
  for (const place of [full.place, { lon: 106.5934, lat: 29.6121, accuracyM: null }]) {
    const read = ReportIn.safeParse(bodyOf({ ...full, place, address: ' 北滨二路 38 号 ' }, at))
    assert.equal(read.success, true, JSON.stringify(read.error?.issues))
    assert.equal(read.data?.address, '北滨二路 38 号')
  }
})

test('a place found by itself is nothing worth keeping', () => {
  assert.equal(isEmpty({ ...blank, place: full.place }), true)
  assert.equal(isEmpty(full), false)
})

test('the likely same case goes along with the words', () => {
  assert.match(String(bodyOf({ ...full, same: 'CSGLJG500105202604100000001' }, at).content), /CSGLJG500105202604100000001/)
})
