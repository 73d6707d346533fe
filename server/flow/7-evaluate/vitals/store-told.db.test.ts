import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import { testDatabase } from '../../../../test/database.ts'
import { chanceFrom, pick } from '../../../city/area/rules/chance.ts'
import { scopeSql } from '../../../city/permit/scope.ts'
import { manualClock } from '../../../kernel/clock.ts'
import { createLog } from '../../../kernel/log.ts'
import { createSpine } from '../../../kernel/spine.ts'
import { toldOf } from './store-told.ts'

const database = await testDatabase('empty')
const clock = manualClock(new Date('2026-04-01T00:00:00Z'))
const spine = createSpine({ url: database.url, clock, log: createLog('silent') })
after(async () => {
  await spine.close()
  await database.drop()
})

const start = Date.parse('2026-02-28T16:00:00Z')
const dayMs = 86_400_000
const areas = ['910001', '910002', '910003', '920001']
await spine.query(
  `insert into operating_districts (code, name, kind, sort) values ('91', '甲区', 'division', 1), ('92', '乙区', 'division', 2)`,
)
for (const code of areas)
  await spine.query(
    `insert into areas (code, tier, name, kind, path, parent, operating_district, valid_from) values ($1, 'town', $1, 'x', $2, null, $3, '2020-01-01')`,
    [code, `9/${code.slice(0, 2)}/${code}/`, code.slice(0, 2)],
  )
const chance = chanceFrom('told')
const days = Array.from({ length: 40 }, (_, i) => start + i * dayMs)
// Told and corrected in any order, some withdrawn, and another vital beside it.
for (let n = 0; n < 400; n++)
  await spine.query(
    `insert into vital_values (vital, period, area, num, den, observed_at, known_at, source, actor) values ($1, $2, $3, $4, 0, $5, $5, 'api', 'x')`,
    [
      ...[chance() < 0.9 ? 1 : 2, new Date(pick(days, chance)), pick(areas, chance), chance() < 0.1 ? null : n],
      new Date(start + n * 3_600_000),
    ],
  )

type Wish = Omit<Parameters<typeof toldOf>[1], 'limit'>
type Plain = { id: string; at: number; area: string; num: number | null; replaced: boolean }
/** The same by one sort of everything, as it was asked before. */
function allOf({ vital, period, until = period + 1, scope, knownAt }: Wish): Promise<Plain[]> {
  const values: unknown[] = [vital, new Date(period), new Date(until), knownAt]
  return spine.query<Plain>(
    `select v.id::text, extract(epoch from v.period)::float8 * 1000 as at, v.area, v.num, v.id <> max(v.id) over (partition by v.area, v.period) as replaced
     from vital_values v join areas a on a.code = v.area where v.vital = $1 and v.period >= $2 and v.period < $3
       and ($4::timestamptz is null or v.known_at <= $4) and ${scopeSql('a.path', scope, values)} order by v.period desc, v.id desc`,
    values,
  )
}
const city = ['9/']
const month = { vital: 1, period: start, until: start + 31 * dayMs }
const wishes: Record<string, Wish> = {
  'a month of the city': { ...month, scope: city, knownAt: null },
  'a month of a district': { ...month, scope: ['9/91/'], knownAt: null },
  'a month of one town': { ...month, scope: ['9/92/920001/'], knownAt: null },
  'a day of the city': { vital: 1, period: start + 3 * dayMs, scope: city, knownAt: null },
  'a month as it was known then': { ...month, scope: city, knownAt: new Date(start + 9 * dayMs) },
  'a month nobody told': { vital: 3, period: start, until: month.until, scope: city, knownAt: null },
}

for (const [name, wish] of Object.entries(wishes))
  it(`${name} is reached page by page, each row once, with what replaced it, as by one sort of everything`, async () => {
    const all = await allOf(wish)
    if (wish.vital === 1) assert.ok(all.length > 3, `${all.length} rows`)
    for (const limit of [1, 4, 50, 500]) {
      const pages: Plain[] = []
      let after: string | undefined
      do {
        const page = await toldOf(spine, { ...wish, limit, after })
        assert.deepEqual([page.total, page.more], [all.length, false])
        assert.ok(page.rows.length <= limit)
        pages.push(
          ...page.rows.map((row) => {
            const { id, period, area, num, replaced } = row as typeof row & { id: string }
            return { id, at: period, area, num, replaced }
          }),
        )
        after = page.next ?? undefined
      } while (after)
      assert.deepEqual(pages, all, `pages of ${limit}`)
    }
  })

it('of more than are counted it says so, and the last of them is still reached', async () => {
  const all = await allOf(wishes['a month of the city']!)
  const counted = all.length - 1
  const page = (after?: string) => toldOf(spine, { ...wishes['a month of the city']!, limit: 100, counted, after })
  const first = await page()
  assert.deepEqual([first.total, first.more], [counted, true])
  const whole = await toldOf(spine, { ...wishes['a month of the city']!, limit: 100, counted: all.length })
  assert.deepEqual([whole.total, whole.more], [all.length, false])
  let { next, rows } = first
  while (next) ({ next, rows } = await page(next))
  assert.equal((rows.at(-1) as unknown as Plain).id, all.at(-1)!.id)
})

it('what is told between two pages moves none of the rows below', async () => {
  const wish = { ...wishes['a month of the city']!, limit: 5 }
  const first = await toldOf(spine, wish)
  const second = await toldOf(spine, { ...wish, after: first.next! })
  await spine.query(
    `insert into vital_values (vital, period, area, num, den, observed_at, known_at, source, actor) values (1, $1, $2, 1, 0, now(), now(), 'api', 'x')`,
    [new Date(first.rows.at(-1)!.period), first.rows.at(-1)!.area],
  )
  const again = await toldOf(spine, { ...wish, after: first.next! })
  assert.deepEqual(
    again.rows.map(({ num, period }) => [period, num]),
    second.rows.map(({ num, period }) => [period, num]),
  )
})
