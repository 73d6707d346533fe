import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Inspection } from '../../../contract/inspection.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { chanceFrom } from '../../city/area/rules/chance.ts'
import { dueState } from '../../city/inspection/rules/due-state.ts'
import type { DueWindow } from '../../city/inspection/types.ts'
import { manualClock } from '../../kernel/clock.ts'
import { createLog } from '../../kernel/log.ts'
import { createSpine, type Spine } from '../../kernel/spine.ts'
import { readOne } from './store.ts'

const hourMs = 3_600_000
const start = Date.parse('2026-03-02T00:00:00Z')
const at = (hours: number): Date => new Date(start + hours * hourMs)
const inspection = Inspection.parse({
  ...{ id: 'round', name: { zh: '巡查', en: 'Round' }, hazard: 'p.hazard', by: [{ kind: 'post', postKind: 'town-post' }] },
  ...{
    every: { kind: 'day', days: 'all' },
    items: [{ id: 'seen', name: { zh: '看过', en: 'Seen' }, kind: 'text' }],
  },
})
const plan = { pack: 'p', kind: 'post-box', inspection }

describe('how inspections stand', () => {
  let database: TestDatabase
  let spine: Spine
  before(async () => {
    database = await testDatabase('town')
    spine = createSpine({ url: database.url, clock: manualClock(at(0)), log: createLog('silent') })
  })
  after(async () => {
    await spine.close()
    await database.drop()
  })

  it('in one statement is what the rule says, whatever the windows, the areas and the times', async () => {
    const chance = chanceFrom('inspections')
    const below = (n: number): number => Math.floor(chance() * n)
    const areas = ['99/990101/990101001/', '99/990101/990101002/']
    const seen = new Set<string>()
    for (let n = 0; n < 60; n++) {
      const object = `box-${n}`
      const area = areas[below(2)]!
      const from = below(3) === 0 ? null : at(below(60))
      await spine.query(
        `insert into objects (id, pack, kind, code, name, area, lon, lat, valid_from) values ($1, 'p', 'post-box', $1, $1, $2, 105, 31, $3)`,
        [object, area, from],
      )
      const times = Array.from({ length: below(4) }, () => at(below(100)))
      for (const time of times)
        await spine.query(
          `insert into inspections (id, object, kind, pack, plan, area, unit, person, done_at, received_at, answers, faults)
           values (gen_random_uuid(), $1, 'post-box', 'p', 'round', $2, 'u', 'p', $3, $3, '[]', 0)`,
          [object, area, time],
        )
      // Windows follow each other with gaps, as days, weeks and warned rains do.
      let edge = below(20)
      const windows = Array.from({ length: below(6) }, (): DueWindow => {
        const begins = edge + below(12)
        edge = begins + 1 + below(24)
        return { from: at(begins), by: at(edge), areas: below(3) === 0 ? [areas[below(2)]!] : [] }
      })
      const [now, since] = [at(100), at(below(50))]
      const own = windows.filter((window) => window.areas.length === 0 || window.areas.some((one) => area.startsWith(one)))
      const last = times.length > 0 ? new Date(Math.max(...times.map((time) => time.getTime()))) : null
      const expected = dueState(own, { last, since: from && from > since ? from : since }, now)
      const line = await readOne(spine, { plan, windows, since, now, zone: 'Asia/Shanghai' }, object)
      assert.deepEqual({ state: line!.state, from: line!.from, by: line!.by }, expected, object)
      assert.deepEqual(line!.last, last)
      seen.add(line!.state)
    }
    assert.deepEqual([...seen].sort(), ['done', 'due', 'none', 'overdue'])
  })
})
