import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { realClock } from '../kernel/clock.ts'
import { createLog } from '../kernel/log.ts'
import { createSpine, type Spine } from '../kernel/spine.ts'
import { readNewspaper } from './store-newspaper.ts'
import { showNewspaper } from './verify.ts'

describe('the figures of the page in the demo city', () => {
  let database: TestDatabase
  let spine: Spine
  before(async () => {
    database = await testDatabase('city')
    spine = createSpine({ url: database.url, clock: realClock, log: createLog('error'), connections: 2 })
  })
  after(async () => {
    await spine.close()
    await database.drop()
  })

  it('are counted from rows: the areas hold, what the demo has fewer of differs, and the rest is named', async () => {
    const lines: string[] = []
    assert.equal(await showNewspaper(spine, (line) => lines.push(line)), 1)
    const lineOf = (words: string): string => lines.find((line) => line.includes(words)) ?? ''
    for (const words of ['镇街 /', '村社区', '网格 /', '区县治理中心']) assert.match(lineOf(words), /^✓/, words)
    for (const words of ['网格上报 /', '高层建筑']) assert.match(lineOf(words), /^✗/, words)
    assert.match(lineOf('脱贫户'), /^ {2}·/)
    assert.match(lineOf('村社区'), /11,270/)
    assert.match(lineOf('grid reports finished:'), /—/)
  })

  it('follow what is there: a grid report less is a grid report less', async () => {
    const before = await readNewspaper(spine)
    await spine.query(
      `insert into reports (id, code, source, type, content, area, lon, lat, happened_at, received_at, state)
       select gen_random_uuid(), 'T' || n, case n when 3 then 'citizen' else 'grid' end, 'city.garbage', '杂物', '50/', 106, 29, now(), now(),
         case n when 1 then 'closed' else 'received' end from generate_series(1, 3) n`,
    )
    const after = await readNewspaper(spine)
    assert.deepEqual(
      [after['grid-reports'] - before['grid-reports'], after['grid-reports-done'] - before['grid-reports-done']],
      [2, 1],
    )
  })
})
