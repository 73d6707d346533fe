import assert from 'node:assert/strict'
import { it } from 'node:test'
import { system } from '../../../../../contract/actor.ts'
import { isOwnCode } from '../../../../../contract/own-place.ts'
import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { VitalTier } from '../../../../../contract/vital-kinds.ts'
import { untilSafe } from '../../../../../test/safe-facts.ts'
import { startStory } from '../../../../../test/story.ts'
import { chanceFrom } from '../../../../city/area/rules/chance.ts'
import { keepOwnPlaces } from '../../../../city/person/store-own.ts'
import { partsOf } from '../store-cells.ts'
import { addVitals, vitalByCode } from '../store-registry.ts'
import { readRollTree } from '../store-tree.ts'
import { above } from '../types.ts'
import { countAnew } from './store-count.ts'

const zone = 'Asia/Shanghai'
const words = (zh: string) => ({ zh, en: zh })
const open = (tier: VitalTier): VitalDefinition => ({
  ...{
    code: `events.open.${tier}`,
    name: words('未办结事件'),
    board: 'society',
    track: 'grids',
    unit: words('件'),
    decimals: 0,
    times: 1,
  },
  ...{ tier, cadence: 'day', dueMinutes: 60, hysteresis: 0, aggregation: 'sum', source: words('平台') },
  count: { of: 'events', when: 'now', where: [{ is: 'open' }] },
})
// A town of the district went to a zone: neither is a place of the tree. Cases lie in the city, in own places, towns, communities and grids.
const places = [
  ...['99/', '99/990101/own-990101/', '99/z-new/own-z-new/', '99/990101/990101001/', '99/990101/990101002/'],
  ...[
    '99/990101/990101001/990101001001/',
    '99/990101/990101002/990101002002/',
    '99/990101/990101002/990101002002/990101002002001/',
  ],
]

it('every number counted from cases is the brute force, whatever they are of, as they come and end and counted anew', async (test) => {
  const story = await startStory(test)
  const { spine } = story.zhili
  const chance = chanceFrom('own')
  const any = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)]!
  await story.sql(`insert into operating_districts (code, name, sort, kind) values ('z-new', '新区', 2, 'zone')`)
  await story.sql(`update areas set operating_district = 'z-new' where path like '99/990101/990101002/%'`)
  await keepOwnPlaces(spine)
  const tiers = ['town', 'community', 'grid'] as const
  await spine.transaction(system, (tx) =>
    addVitals(
      tx,
      tiers.map((tier) => ({ definition: open(tier), state: 'connected', pinyin: 'x', initials: 'x', owner: null })),
      'system',
      tx.now,
    ),
  )
  const tree = await readRollTree(spine, zone)
  const nodes = [...tree.codesOf('city'), ...tree.codesOf('district'), ...tree.codesOf('town'), ...tree.codesOf('community')].map(
    (code) => tree.node(code)!,
  )
  const rolled = async (): Promise<void> => {
    await untilSafe(spine)
    while (await story.zhili.rollVitals());
  }
  const told = async (): Promise<number> => (await story.sql<{ n: number }>('select count(*)::int as n from vital_values'))[0]!.n
  const compare = async (round: number): Promise<void> => {
    const cases = await story.sql<{ area: string }>(`select area from events where state = 'open'`)
    const period = Date.parse(`${story.now().toISOString().slice(0, 10)}T00:00+08:00`)
    for (const tier of tiers) {
      const { id } = (await vitalByCode(spine, `events.open.${tier}`))!
      for (const { code, parent, paths } of nodes.filter((node) => node.tier !== 'community' || tier !== 'town')) {
        const parts = await partsOf(spine, parent ?? above, id, period)
        const brute = cases.filter(({ area }) => paths.some((path) => area.startsWith(path))).length
        assert.equal(parts.get(code)?.num, brute, `round ${round}: ${tier} in ${code}`)
        assert.deepEqual(
          [...parts].filter(([child, part]) => isOwnCode(child) && part.n !== 0),
          [],
          'own is nobody who tells',
        )
      }
    }
  }
  await rolled()
  await compare(0)
  for (let round = 1; round <= 12; round++) {
    const at = any(places)
    await spine.transaction(system, async (tx) => {
      const id = tx.newId()
      await tx.query(
        `insert into events (id, no, type, pack, pack_version, grade, title, state, mode, source, area, lon, lat, opened_at, changed_at)
         values ($1::uuid, $1::uuid::text, 'city.manhole', 'city-basics', 1, 'minor', 'x', 'open', 'auto', 'vital', $2, 0, 0, $3, $3)`,
        [id, at, tx.now],
      )
      const [over] = await tx.query<{ id: string; area: string }>(
        `update events set state = 'closed', closed_at = $2 where id = (select id from events where state = 'open' and $1::float8 < 0.5 order by id limit 1) returning id, area`,
        [chance(), tx.now],
      )
      for (const [event, area] of [[id, at], ...(over ? [[over.id, over.area]] : [])] as [string, string][])
        await tx.record({
          kind: 'event.vital-withdrawn',
          subject: event,
          area,
          body: { event, name: '', areaName: '', period: '' },
        })
    })
    await rolled()
    await compare(round)
  }
  const before = await told()
  await spine.transaction(system, countAnew)
  await rolled()
  assert.equal(await told(), before, 'counted anew nothing differs')
  await compare(13)
})
