import assert from 'node:assert/strict'
import { after, it, type TestContext } from 'node:test'
import { system } from '../../../contract/actor.ts'
import { startStory } from '../../../test/story.ts'
import { chanceFrom } from '../../city/area/rules/chance.ts'
import { foldTallies } from './store.ts'

const story = await startStory({ after } as unknown as TestContext)
const { spine } = story.zhili
const chance = chanceFrom('tallies')
const one = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)]!
/** A share of all rows, another one each time. */
const some = (share: number, id = 'id'): string => `abs(hashtext(${id} || '${chance()}')) % 1000 < ${share * 1000}`
const levels = ['red', 'orange', 'yellow', 'blue', 'green']
const towns = ['99/990101/990101001/', '99/990101/990101002/']

type Sum = { town: string | null; kind: string; level: string | null; objects: number; unknown: number; indicators: number }
const sums = 'sum(objects)::int as objects, sum(unknown)::int as unknown, sum(indicators)::int as indicators'
const tallied = (): Promise<Sum[]> =>
  story.sql(
    `select town, kind, level, ${sums} from risk_tallies group by 1, 2, 3
     having sum(objects) <> 0 or sum(unknown) <> 0 or sum(indicators) <> 0 order by 1, 2, 3`,
  )
const counted = (): Promise<Sum[]> =>
  story.sql(
    `select town, kind, level, ${sums} from (
       select town, kind, case when rated then risk end as level, 1 as objects, 0 as unknown, 0 as indicators from objects where valid_to is null
       union all select null, kind, null, 0, unknown, indicators from object_risks) o
     group by 1, 2, 3 having sum(objects) <> 0 or sum(unknown) <> 0 or sum(indicators) <> 0 order by 1, 2, 3`,
  )
const linesThere = async (): Promise<number> =>
  (await story.sql<{ n: number }>('select count(*)::int as n from risk_tallies'))[0]!.n

/** Copies of objects there are, under codes of their own. */
async function addObjects(n: number, prefix: string): Promise<void> {
  const [{ names }] = (await story.sql<{ names: string }>(
    `select string_agg(column_name, ', ') as names from information_schema.columns
     where table_name = 'objects' and generation_expression is null and column_name not in ('id', 'code')`,
  )) as [{ names: string }]
  await story.sql(
    `insert into objects (id, code, ${names}) select $1 || n, $1 || n, ${names} from generate_series(1, $2::int) n
       cross join (select * from objects where valid_to is null order by id limit 1) o`,
    [prefix, n],
  )
}

/** Something a writer may do to a share of all objects or of what was reckoned of them. */
const changes: (() => Promise<unknown>)[] = [
  () => story.sql(`update objects set risk = $1, rated = $2 where ${some(0.2)}`, [one(levels), chance() < 0.8]),
  () => story.sql(`update objects set area = $1 where ${some(0.1)}`, [one(towns)]),
  () => story.sql(`update objects set kind = $1 where id like 'many-%' and ${some(0.05)}`, [one(['building', 'rock'])]),
  () => story.sql(`update objects set valid_to = $1 where ${some(0.05)}`, [story.now()]),
  () => story.sql(`update objects set valid_to = null where ${some(0.5)}`),
  () => story.sql(`update objects set version = version + 1 where ${some(0.2)}`),
  () => story.sql(`delete from object_risks where ${some(0.1, 'object')}`),
  () => story.sql(`delete from objects where id like 'more-%' and ${some(0.1)}`),
  () =>
    story.sql(
      `insert into object_risks as r (object, kind, model, score, level, rank, unknown, indicators, since, rated_at, scores, floors)
       select id, kind, 'm', 0, risk, 1, $1, $2, $3, $3, '{}', '{}' from objects where id like 'many-%' and ${some(0.2)}
       on conflict (object) do update set unknown = excluded.unknown, indicators = excluded.indicators, kind = excluded.kind`,
      [Math.floor(chance() * 9), Math.floor(chance() * 20), story.now()],
    ),
]

it('tallies what the objects and their ratings say, whatever is written and while it is folded', async () => {
  assert.deepEqual(await tallied(), await counted(), 'as the city was laid')
  await addObjects(3_000, 'many-')
  await addObjects(200, 'more-')
  assert.deepEqual(await tallied(), await counted(), 'after many at once')
  let folded = 0
  for (let round = 0; round < 40; round++) {
    const before = await linesThere()
    await Promise.all([one(changes)(), spine.transaction(system, foldTallies), spine.transaction(system, foldTallies)])
    if ((await linesThere()) < before) folded++
    assert.deepEqual(await tallied(), await counted(), `round ${round}`)
  }
  assert.ok(folded > 0, 'it was folded meanwhile')
})
