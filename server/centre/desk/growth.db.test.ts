import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Story, startStory } from '../../../test/story.ts'
import { createPacks } from '../../city/pack/packs.ts'
import { lockWaitingOfAlarm } from '../../flow/3-event/store-signals.ts'
import { attemptAnswered } from '../../flow/4-dispatch/store-calls.ts'
import { readKpiCases } from '../../flow/7-evaluate/store-kpi.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { readNumbers, readStrip } from '../cockpit/store.ts'
import { readLoads } from '../map/store-loads.ts'
import { type Asked, countViews, readEventRows } from './store.ts'
import { findEvents, findThings } from './store-search.ts'
import { readSignals } from './store-signals.ts'
import { lookUpWords } from './store-words.ts'
import type { EventFilter } from './types.ts'

const ended = 8_000

/** Years of ended events in two towns, 40 open ones; every hundredth is a case of one small unit. */
async function fillYears(story: Story): Promise<void> {
  await story.sql(
    `insert into events (id, no, type, pack, pack_version, grade, title, state, mode, source, object, area, lon, lat, address, opened_at, closed_at, changed_at)
     select gen_random_uuid(), 'TEST' || lpad(i::text, 6, '0'), 'city.manhole', 'city-basics', 1, case when i % 500 = 7 then 'major' else 'ordinary' end, '井盖破损', case when i % 500 = 0 then 'handling' else 'closed' end,
       'triage', 'seat', 'object-' || i, '99/990101/99010100' || (1 + i % 2) || '/', 105.52, 31.52, '河边路' || i || '号', $1::timestamptz - i * interval '20 minutes', case when i % 500 <> 0 then $1::timestamptz - i * interval '19 minutes' end, $1
     from generate_series(1, $2) i`,
    [story.now(), ended],
  )
  await story.sql(
    `insert into work_orders (id, event, unit, unit_name, role, mandatory, state, area, asked_at, accept_by, accepted_at, changed_at)
     select gen_random_uuid(), e.id, case when e.no like '%11' then 'unit-few' else 'unit-many' end, 'U', 'lead', true, 'done', e.area, e.opened_at, e.opened_at, e.opened_at, e.opened_at from events e`,
  )
  await story.sql(
    `insert into signals (id, source, type, title, grade, state, event, area, lon, lat, received_at, decided_at)
     select gen_random_uuid(), 'seat', e.type, e.title, e.grade, 'opened', e.id, e.area, e.lon, e.lat, e.opened_at, e.opened_at from events e`,
  )
  await story.sql('analyze')
}

type Plan = {
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}
const big = new Set(['events', 'signals', 'work_orders', 'call_attempts'])

/** Rows a plan looked at in the tables that grow, kept or not. */
function lookedAt(plan: Plan): number {
  const own = big.has(plan['Relation Name'] ?? '')
    ? (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops']
    : 0
  return own + (plan.Plans ?? []).reduce((sum, below) => sum + lookedAt(below), 0)
}

/** A database that answers as ever and adds up what its statements looked at. */
function counting(story: Story): Db & { rows: number } {
  const db = {
    rows: 0,
    async query<T>(text: string, values?: unknown[]): Promise<T[]> {
      const [told] = await story.sql<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`explain (analyze, format json) ${text}`, values)
      db.rows += lookedAt(told!['QUERY PLAN'][0].Plan)
      return story.sql<T>(text, values)
    },
  }
  return db
}

const caller = (more: Partial<Caller>): Caller => ({
  actor: { kind: 'system', id: 'test' },
  person: 'person-x',
  post: 'post-x',
  postKind: 'district-duty',
  unit: 'unit-x',
  scope: ['99/'],
  sight: 'area',
  permits: new Set(),
  session: 'person',
  ...more,
})
const seers: [name: string, caller: Caller][] = [
  ['city', caller({})],
  ['district', caller({ scope: ['99/990101/'] })],
  ['town', caller({ scope: ['99/990101/990101001/'] })],
  ['two towns', caller({ scope: ['99/990101/990101001/', '99/990101/990101002/'] })],
  ['cases', caller({ scope: [], sight: 'case', unit: 'unit-few' })],
]
const filters: EventFilter[] = [
  { view: 'all' },
  { view: 'closed' },
  { view: 'open' },
  { view: 'mine' },
  { view: 'overdue' },
  { states: ['parked'] },
]

describe('after years of events', () => {
  it('lists, searches and the wall look at what is open and at their page, not at all there ever was', async (test) => {
    const story = await startStory(test)
    await fillYears(story)
    const packs = createPacks([], { demo: false })
    const now = story.now()
    const cost = async (name: string, atMost: number, work: (db: Db) => Promise<unknown>): Promise<void> => {
      const db = counting(story)
      await work(db)
      assert.ok(db.rows <= atMost, `${name}: ${db.rows} rows`)
    }
    for (const [name, who] of seers) {
      const asked = (filter: EventFilter, words: Asked['words'] = null): Asked => ({
        caller: who,
        wanted: null,
        filter,
        words,
        now,
        packs,
      })
      const page = (ask: Asked) => (db: Db) => readEventRows(db, ask, { after: null, limit: 51 })
      for (const filter of filters) await cost(`${name} ${JSON.stringify(filter)}`, 1500, page(asked(filter)))
      await cost(`${name} wall`, 2500, (db) => readNumbers(db, { caller: who, wanted: null, now }))
      await cost(`${name} hours`, 1500, (db) => readStrip(db, { caller: who, wanted: null, now }))
      await cost(`${name} parts`, 1500, (db) => readLoads(db, who, null))
      for (const typed of ['TEST000777', '路777号', '无此字样', '路777号 无此字样'])
        await cost(`${name} ${typed}`, 1500, async (db) => {
          const words = await lookUpWords(db, typed)
          const ask = asked({ view: 'all' }, words)
          await page(ask)(db)
          await countViews(db, ask)
          await findEvents(db, who, words)
        })
      await cost(`${name} things`, 1500, async (db) => findThings(db, who, await lookUpWords(db, '无此字样')))
    }
    const [, city] = seers[0]!
    const handled = { area: undefined, view: 'handled' as const, limit: 8 }
    await cost('signals', 1500, (db) =>
      readSignals(db, { caller: city, wanted: null, query: handled, now }, { after: null, limit: 8 }),
    )
  })

  it('indicators look at what was filed, open, ended or due in their period', async (test) => {
    const story = await startStory(test)
    await fillYears(story)
    const db = counting(story)
    const day = new Date(story.now().getTime() - 86_400_000).toISOString().slice(0, 10)
    const cases = await readKpiCases(db, { scope: ['99/'], from: day, until: story.now(), zone: 'Asia/Shanghai' })
    assert.ok(cases.length > 60, `${cases.length} cases`)
    assert.ok(db.rows <= 1500, `${db.rows} rows`)
  })

  it('the signal of an alarm and the call of an answer are found at once, settled or not', async (test) => {
    const story = await startStory(test)
    await fillYears(story)
    await story.sql('update signals set alarm = gen_random_uuid()')
    await story.sql(
      `insert into call_attempts (key, id, work_order, event, step, at_step, post, person, person_name, channel, why, code, state, asked_at)
       select 'call-' || row_number() over (order by w.id), gen_random_uuid(), w.id, w.event, 0, 0, 'post', 'person', 'P', 'sms', 'step',
         lpad((row_number() over (order by w.id))::text, 6, '0'), 'stopped', w.asked_at from work_orders w`,
    )
    await story.sql('analyze')
    const [{ alarm }] = (await story.sql<{ alarm: string }>('select alarm from signals limit 1')) as [{ alarm: string }]
    const db = counting(story)
    const said = await attemptAnswered(db, { code: '004711', key: 'call-4711', phone: null })
    assert.equal(said?.key, 'call-4711')
    await lockWaitingOfAlarm(db as Db as Tx, alarm)
    assert.ok(db.rows <= 10, `${db.rows} rows`)
  })
})
