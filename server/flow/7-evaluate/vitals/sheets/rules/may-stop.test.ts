import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answersFor, mayStop, type Stopping } from './may-stop.ts'

const sheet: Stopping = { person: 'chen', area: '990101', endedAt: null, stoppedAt: null, stoppedByName: null }
const at = new Date('2026-03-02T01:30:00Z')
const who = (person: string, ...areas: string[]) => ({ person, covers: (area: string) => areas.includes(area) })
const said = (one: Stopping, by = who('chen', '990101')) => {
  const may = mayStop(one, by)
  return may.ok ? null : may.refusal
}

describe('who stops a sheet of values', () => {
  it('is who sent it, or a desk that answers for their whole area, and nobody else', () => {
    assert.equal(said(sheet), null)
    assert.equal(said(sheet, who('lu', '990101')), null)
    assert.equal(said(sheet, who('shen', '99', '990101')), null)
    for (const other of [who('tang', '990101001'), who('zhou', '990102'), who('wu')])
      assert.equal(said(sheet, other)?.code, 'thing.not-found', other.person)
  })

  it('is only the sender where they stood for no area', () => {
    assert.equal(answersFor({ person: 'chen', area: null }, who('shen', '99', '990101')), false)
    assert.equal(answersFor({ person: 'chen', area: null }, who('chen')), true)
  })

  it('is told what became of it when it is over, or stopped already', () => {
    assert.equal(said({ ...sheet, endedAt: at })?.code, 'vital.sheet-over')
    const again = said({ ...sheet, stoppedAt: at, stoppedByName: '陈立' }, who('lu', '990101'))
    assert.deepEqual([again?.code, again?.details], ['vital.sheet-stopped', { by: '陈立' }])
    assert.equal(said({ ...sheet, endedAt: at }, who('zhou', '990102'))?.code, 'thing.not-found', 'of others nothing is told')
  })
})
