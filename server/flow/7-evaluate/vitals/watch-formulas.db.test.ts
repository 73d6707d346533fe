import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import { system } from '../../../../contract/actor.ts'
import type { VitalDefinition } from '../../../../contract/vital.ts'
import { emptyCity, plain, zone } from '../../../../test/vital-ground.ts'
import { chanceFrom } from '../../../city/area/rules/chance.ts'
import type { ToldVital } from '../../2-detect/types.ts'
import { rollUp } from './roll-up.ts'
import { addValues } from './store.ts'
import { createLiveTree } from './store-live-tree.ts'
import { createVitalWatch } from './watch-told.ts'

// Towns tell how many lamps they have and how many are dark; the share of each district opens events, and so does the sum of dark ones.
const { spine, clock, addArea, register } = await emptyCity({ after, at: '2026-02-28T00:00:00Z' })
const lamps = { ...plain, tier: 'town' as const, cadence: 'day' as const, aggregation: 'sum' as const }
const opens = { hold: 1, causeHours: 24, tier: 'district' as const }
const definitions: VitalDefinition[] = [
  { ...lamps, code: 'lamp.all' },
  { ...lamps, code: 'lamp.dark', normalAbove: [{ tier: 'district', most: 100 }], eventType: 'city.manhole', opens },
  ...[
    {
      ...{
        ...lamps,
        code: 'lamp.share',
        aggregation: 'formula' as const,
        formula: '{lamp.dark} / {lamp.all}',
        times: 100 as const,
      },
      ...{ decimals: 1, normal: { most: 10 }, eventType: 'city.manhole', opens },
    },
  ],
]
await spine.query(
  `insert into operating_districts (code, name, kind, sort) values ('990101', '甲区', 'division', 1), ('990102', '乙区', 'division', 2)`,
)
await addArea('99')
const towns = ['990101', '990102'].flatMap((district) => [0, 1, 2, 3].map((n) => [district, `${district}00${n}`] as const))
for (const district of ['990101', '990102']) await addArea(district)
for (const [district, town] of towns) await addArea(town, { district })
const byCode = await register(definitions)

const judged: string[] = []
const live = createLiveTree(spine, zone)
const judge = async (_: unknown, told: readonly ToldVital[]): Promise<void> => {
  judged.push(
    ...told.map(
      ({ vital, area, value }) => `${vital.slice('lamp.'.length)} ${area} ${value === null ? '—' : Number(value.toFixed(1))}`,
    ),
  )
}
const { onTold } = createVitalWatch({ tree: live, zone, judge })
const period = Date.parse('2026-02-27T00:00:00+08:00')

/** All at once: in one transaction, as a message or a request tells them. */
const tell = (values: readonly [code: string, town: string, value: number][]): Promise<void> =>
  spine.transaction(system, (tx) =>
    addValues(
      tx,
      values.map(([code, area, num]) => ({
        ...{ vital: byCode.get(code)!.id, period, area, num, den: 0, observedAt: clock.now().getTime() },
        ...{ source: 'api', actor: 'x', reason: null, version: 1 },
      })),
    ),
  )
async function roll(limit: number): Promise<string[]> {
  judged.length = 0
  const tree = await live.read()
  let rounds = 0
  while (
    await spine.transaction(system, async (tx) => {
      const rolled = await rollUp(tx, { tree, zone, limit, onTold: (changes) => onTold(tx, changes, tree) })
      return (rolled?.taken ?? 0) > 0
    })
  )
    rounds++
  assert.ok(rounds > 0)
  return judged.toSorted()
}
/** Every town has so many lamps and so many dark ones. */
const each = (dark: number, all: number, of = towns) =>
  of.flatMap(([, town]): [string, string, number][] => [
    ['lamp.dark', town, dark],
    ['lamp.all', town, all],
  ])
const both = (dark: number, share: number) =>
  ['990101', '990102'].flatMap((area) => [`dark ${area} ${dark}`, `share ${area} ${share}`]).toSorted()

it('a batch is judged by what it comes to, in however many rounds and in whatever order it is rolled up', async () => {
  await tell(each(5, 100))
  assert.deepEqual(await roll(5_000), both(20, 5))
  const chance = chanceFrom('half of a batch')
  for (let limit = 1; limit <= 16; limit++) {
    // From 5 of 100 to 50 of 1,000 and back: no share is ever more than 5 %, but half of such a batch is.
    const [dark, all] = limit % 2 === 1 ? [50, 1_000] : [5, 100]
    await tell(each(dark, all).toSorted(() => chance() - 0.5))
    assert.deepEqual(await roll(limit), both(dark * 4, 5), `${limit} at once`)
  }
})

it('a batch of one district is judged though another batch of the other waits', async () => {
  const [mine, other] = [towns.slice(0, 4), towns.slice(4)]
  await tell(each(6, 100, mine))
  await tell(each(7, 100, other))
  judged.length = 0
  const tree = await live.read()
  const round = (limit: number) =>
    spine.transaction(system, (tx) => rollUp(tx, { tree, zone, limit, onTold: (changes) => onTold(tx, changes, tree) }))
  await round(10)
  assert.deepEqual(judged.toSorted(), ['dark 990101 24', 'share 990101 6'])
  await round(10)
  assert.deepEqual(judged.slice(2).toSorted(), ['dark 990102 28', 'share 990102 7'])
})

it('what was told by itself is judged by itself: nobody can know what is still to come', async () => {
  await tell([['lamp.dark', towns[0]![1], 400]])
  await tell([['lamp.all', towns[0]![1], 4_000]])
  assert.deepEqual(await roll(1), ['dark 990101 418', 'share 990101 9.7', 'share 990101 104.5'].toSorted())
})
