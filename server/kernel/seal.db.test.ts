import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { manualClock } from './clock.ts'
import { createLog } from './log.ts'
import { sealLaid, sealOnce, verifyChain } from './seal.ts'
import { createSpine, type Spine } from './spine.ts'

const clock = manualClock(new Date('2026-03-02T01:30:00Z'))

describe('the chain of seals', () => {
  let database: TestDatabase
  let spine: Spine
  before(async () => {
    database = await testDatabase('empty')
    spine = createSpine({ url: database.url, clock, log: createLog('silent') })
  })
  after(async () => {
    await spine.close()
    await database.drop()
  })
  beforeEach(async () => {
    await spine.query('truncate facts, seals')
    await record('㐂')
    await record('𠮷')
    await sealAll(2)
    await record('third')
    await sealAll(3)
  })

  // Transaction numbers are shared by the databases of a server: another test's long transaction holds the seal back, rightly.
  const sealAll = async (facts: number, limit = 5000, seal = sealOnce) => {
    for (let tries = 0; tries < 20_000; tries++) {
      while (await seal(spine, limit));
      const [row] = await spine.query<{ n: string | null }>('select sum(facts) as n from seals')
      if (Number(row?.n) === facts) return
    }
    assert.fail(`${facts} facts were never sealed`)
  }

  const record = (name: string) =>
    spine.transaction({ kind: 'person', id: 'p-chenli', name: '陈立' }, (tx) =>
      tx.record({ kind: 'unit.made', subject: name, area: '50/', body: { unit: name, name } }),
    )

  it('holds over untouched facts, and tells what is not sealed yet', async () => {
    await record('fourth')
    const report = await verifyChain(spine)
    assert.deepEqual({ ...report, head: report.head?.length }, { ok: true, seals: 2, facts: 3, unsealed: 1, head: 64 })
  })
  it('seals what has to be escaped as it is verified: quotes, strokes, line ends, signs that cannot be seen, nothing at all', async () => {
    const odd = '"\\ / \b\f\n\r\t\u0001\u001f\u007f\u2028\u2029\ufeff 㐂𠮷 \''
    await record(odd)
    await spine.transaction({ kind: 'person', id: odd, name: odd }, (tx) =>
      tx.record({ kind: 'unit.made', subject: odd, area: null, body: { unit: odd, name: odd } }),
    )
    for (const seal of [sealOnce, sealLaid]) {
      await spine.query('truncate seals')
      await sealAll(5, 2, seal)
      const { ok, facts, unsealed } = await verifyChain(spine)
      assert.deepEqual([ok, facts, unsealed], [true, 5, 0], seal.name)
    }
    await spine.query(`update facts set subject = subject || ' ' where area is null`)
    assert.equal((await verifyChain(spine)).firstBad?.why, 'content')
  })
  it('grows by nothing when nothing happened', async () => {
    assert.equal(await sealOnce(spine), false)
    assert.equal((await verifyChain(spine)).seals, 2)
  })
  it('takes a backlog in several seals, none lost at the cuts', async () => {
    for (let i = 0; i < 7; i++) await record(`more ${i}`)
    await sealAll(10, 3)
    const report = await verifyChain(spine)
    assert.deepEqual([report.ok, report.facts, report.unsealed, report.seals], [true, 10, 0, report.seals])
    assert.ok(report.seals >= 5)
  })
  it('waits for a transaction that is still running, and seals its facts afterwards', async () => {
    let commit = () => {}
    const waiting = new Promise<void>((resolve) => {
      commit = resolve
    })
    let begun = () => {}
    const isBegun = new Promise<void>((resolve) => {
      begun = resolve
    })
    const slow = spine.transaction({ kind: 'system', id: 'zhili' }, async (tx) => {
      await tx.record({ kind: 'unit.made', subject: 'slow', area: null, body: { unit: 'slow', name: 'slow' } })
      begun()
      await waiting
    })
    await isBegun
    await record('quick')
    assert.equal(await sealOnce(spine), false)
    assert.equal((await verifyChain(spine)).seals, 2)
    commit()
    await slow
    await sealAll(5)
    const report = await verifyChain(spine)
    assert.deepEqual([report.ok, report.facts, report.unsealed], [true, 5, 0])
  })

  const forgeries: [string, string, string][] = [
    ['a changed body', `update facts set body = '{"unit": "㐂", "name": "forged"}' where subject = '㐂'`, 'content'],
    ['a changed time', `update facts set occurred_at = occurred_at + interval '1 microsecond' where subject = '𠮷'`, 'content'],
    ['a changed actor', `update facts set actor = '{"kind": "person", "id": "p-other"}' where subject = 'third'`, 'content'],
    ['a changed area', `update facts set area = null where subject = 'third'`, 'content'],
    ['a removed fact', `delete from facts where subject = '𠮷'`, 'count'],
    [
      'an inserted fact',
      `insert into facts (recorded_at, id, tx, occurred_at, kind, subject, actor, body) overriding system value
       select recorded_at, -5, tx, occurred_at, kind, 'inserted', actor, body from facts where subject = '𠮷'`,
      'count',
    ],
    ['a removed seal', 'delete from seals where seq = 1', 'gap'],
    ['a seal made anew over changed facts', `update seals set hash = sha256('forged') where seq = 1`, 'content'],
  ]
  let tried = 0
  for (const [name, statement, why] of forgeries)
    it(`breaks at ${name}`, async () => {
      await spine.query(statement)
      const report = await verifyChain(spine)
      assert.deepEqual([report.ok, report.firstBad?.why], [false, why])
      tried++
    })
  after(() => assert.equal(tried, forgeries.length))
})
