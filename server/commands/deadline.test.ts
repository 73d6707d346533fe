import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { explain, momentOf } from './deadline.ts'

const zone = 'Asia/Shanghai'
const lines = (from: string, length: string, calendar: 'work' | 'wall' = 'work') =>
  explain({ from: momentOf(from)!, length, calendar, zone })

describe('the deadline command', () => {
  it('names the end and each day that does not count, made-up working days too', () => {
    const said = lines('2026-02-14T09:00+08:00', '5d')
    assert.match(said.at(-1)!, /2026-02-27 18:00:00/)
    assert.match(said[1]!, /上班 works 2026-02-14 {2}春节调休/)
    assert.equal(said.filter((line) => line.includes('跳过')).length, 9)
  })
  it('skips nothing on the wall clock', () => assert.equal(lines('2026-02-14T09:00+08:00', '5d', 'wall').length, 2))
  it('says when the end may still move', () => assert.match(lines('2026-12-31T17:00+08:00', '3d').at(-1)!, /暂定/))
  it('takes a moment with its offset only', () => {
    assert.equal(momentOf('2026-02-14T09:00'), null)
    assert.equal(momentOf('yesterday'), null)
    assert.equal(momentOf('2026-02-14T09:00Z')?.toISOString(), '2026-02-14T09:00:00.000Z')
  })
})
