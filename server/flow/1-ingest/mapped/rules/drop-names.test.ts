import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  cameAt,
  endName,
  isStill,
  isUnfinished,
  lookAgain,
  placeOf,
  plainName,
  readTaken,
  stillMs,
  takenName,
} from './drop-names.ts'

const id = '0196f3a2-1111-7222-8333-444455556666'
const bytes = (text: string): Uint8Array => Buffer.from(text)

describe('files of a watched folder', () => {
  it('are still only after ten seconds without any change', () => {
    const now = { size: 5, changedMs: 1, inode: 7 }
    const first = lookAgain(undefined, now, 0)
    assert.equal(isStill(first, 0), false)
    assert.equal(isStill(lookAgain(first, now, stillMs - 1), stillMs - 1), false)
    assert.equal(isStill(lookAgain(first, now, stillMs), stillMs), true)
    for (const more of [{ size: 6 }, { changedMs: 2 }, { inode: 8 }])
      assert.equal(isStill(lookAgain(first, { ...now, ...more }, stillMs), stillMs), false, JSON.stringify(more))
  })

  it('are left alone while their name says that they are being written', () => {
    for (const name of ['.day.csv', 'day.csv.part', 'day.csv.TMP', 'day.csv.filepart', '~$day.xlsx'])
      assert.ok(isUnfinished(name), name)
    for (const name of ['day.csv', '日报.xlsx', 'part', 'tmp.csv']) assert.equal(isUnfinished(name), false, name)
  })

  it('keep names that lead nowhere', () => {
    assert.equal(plainName(bytes('日报.csv')), '日报.csv')
    assert.equal(plainName(Uint8Array.of(0xc8, 0xd5, 0xb1, 0xa8, 0x2e, 0x63, 0x73, 0x76)), '日报.csv', 'GB18030')
    const out = plainName(bytes('..\\../x\u0000\n.csv'))
    assert.ok(!/[\\/\p{Cc}]|^\./u.test(out) && out.endsWith('.csv'), out)
    assert.equal(plainName(bytes('...')), 'file')
    const long = plainName(bytes(`${'长'.repeat(80)}.csv`))
    assert.ok(Buffer.byteLength(long) <= 120 && long.endsWith('长.csv'), long)
  })

  it('carry the delivery they are, and only that', () => {
    assert.deepEqual(readTaken(takenName(id, 'a~b.csv')), { id, name: 'a~b.csv' })
    for (const none of ['day.csv', `${id}`, `${id}~`, `x${id}~a`, `${id.slice(1)}~a`]) assert.equal(readTaken(none), null, none)
  })

  it('end where what became of them belongs', () => {
    const counts = { state: 'done', kept: 0, duplicates: 0, refused: 0 } as const
    assert.equal(placeOf({ ...counts, kept: 1, refused: 9 }), 'done')
    assert.equal(placeOf({ ...counts, duplicates: 1, refused: 9 }), 'done')
    assert.equal(placeOf({ ...counts, refused: 9 }), 'refused')
    assert.equal(placeOf({ ...counts, state: 'refused' }), 'refused')
    const at = new Date('2026-03-02T01:29:00.123Z')
    assert.equal(endName({ at, id }, '日报.csv'), '20260302T012900Z-55556666-日报.csv')
    assert.deepEqual(cameAt(endName({ at, id }, '日报.csv')), new Date('2026-03-02T01:29:00Z'))
    for (const none of ['日报.csv', '20260302-day.csv', '20269902T012900Z-55556666-x']) assert.equal(cameAt(none), null, none)
  })
})
