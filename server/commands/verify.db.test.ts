import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { seedNow, type TestDatabase, testDatabase } from '../../test/database.ts'
import { seedTargets } from '../city/seed/targets.ts'
import { realClock } from '../kernel/clock.ts'
import { createLog } from '../kernel/log.ts'
import { createSpine, type Db, type Spine } from '../kernel/spine.ts'
import { compare } from './newspaper.ts'
import { figures } from './newspaper-figures.ts'
import { readFigures } from './read-newspaper.ts'
import { readNewspaper } from './store-newspaper.ts'
import { showNewspaper } from './verify.ts'

describe('the figures of the page in the demo city', () => {
  let database: TestDatabase
  let spine: Spine
  before(async () => {
    database = await testDatabase('city')
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    await seedTargets(client, seedNow)
    await client.query(
      `insert into objects (id, pack, kind, code, name, area, lon, lat, owner_kind)
       select 'tank-' || n, 'septic-gas', 'septic-tank', 'T' || n, 'T' || n, '50/', 106, 29, 'owned' from generate_series(1, 2082) n`,
    )
    await client.end()
    spine = createSpine({ url: database.url, clock: realClock, log: createLog('error'), connections: 2 })
  })
  after(async () => {
    await spine.close()
    await database.drop()
  })

  it('are read from rows: areas and plans hold, what the demo has fewer of differs, and what no system holds is named', async () => {
    const lines: string[] = []
    assert.equal(await showNewspaper(spine, seedNow, (line) => lines.push(line)), 1)
    const lineOf = (words: string): string => lines.find((line) => line.includes(words)) ?? ''
    for (const words of ['镇街 /', '村社区', '网格 /', '区县治理中心', '化粪池']) assert.match(lineOf(words), /^✓/, words)
    for (const words of ['网格上报 /', '高层建筑']) assert.match(lineOf(words), /^✗/, words)
    assert.match(lineOf('渣土处置率：启用前'), /^✗ .*—/, 'no row says what was before')
    assert.equal(lines.filter((line) => /^✓ M1[023]/.test(line)).length, lines.filter((line) => /^. M1[023]/.test(line)).length)
    assert.match(lineOf('脱贫户'), /^ {2}· M8 {2}脱贫户 .*24,382 — 没有防返贫户档系统/)
    assert.match(lineOf('村社区'), /11,270/)
    assert.match(lineOf('grid reports finished:'), /—/)
    assert.match(lines.at(-1)!, /18 项不一致，其中 12 项要全市规模才有/)
  })

  it('fail on any difference: one changed row of each kind, and what follows from it', async () => {
    const differing = async (db: Db): Promise<string[]> => {
      const { read } = await readFigures(db, seedNow)
      return compare(figures, read).flatMap(({ holds, figure }) => (holds ? [] : figure.zh))
    }
    const before = new Set(await differing(spine))
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    const put = (plan: string, path: string, value: unknown) =>
      client.query('update target_plans set definition = jsonb_set(definition, $2, $3) where id = $1', [
        ...[plan, path, JSON.stringify(value)],
      ])
    const say = (plan: string, subject: string, said: object) =>
      client.query(
        `insert into target_entries (id, plan, subject, quarter, kind, said, actor, unit, at)
         select $1, $1, $2, '2024-Q2', $3::jsonb->>'kind', $3::jsonb, 'test', min(id), $4 from units`,
        [plan, subject, JSON.stringify(said), seedNow],
      )
    await client.query('begin')
    await put('finance-plan', '{indicators,0,baseline,value}', 2592)
    await put('finance-plan', '{indicators,1,targets,1,over}', false)
    await put('finance-plan', '{indicators,5,named}', true)
    await put('finance-plan', '{items,29,list}', 'policies')
    await put('finance-plan', '{items,0,system}', 'safeguards')
    await put('major-works', '{items,0,figures,0,value}', 12_322)
    await put('economic-signs', '{indicators,3,told,0,yearOnYear}', 80.2)
    await say('major-works', 'yongan-tunnel', { kind: 'milestone', milestone: 'through', done: '2024-04-08' })
    await say('economic-signs', 'sold', { kind: 'value', period: '2024-Q1', value: null, yearOnYear: null })
    await client.query(`update objects set valid_to = now() where id = 'tank-7'`)
    const after = await differing({ query: async (text, values) => (await client.query(text, values)).rows })
    await client.end()
    const plan = ['具体任务', '保障措施', '改革清单', '政策清单', '待录入的指标', '增加值（亿元） 2023', '占 GDP % 2027']
    assert.deepEqual(
      after.filter((zh) => !before.has(zh)),
      [
        ...['化粪池', ...plan.map((zh) => `智融惠畅：${zh}`), '永安隧洞（米）', '永安隧洞贯通'],
        ...['长安销量', '长安销量同比', '长安出口同比'],
      ],
    )
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
