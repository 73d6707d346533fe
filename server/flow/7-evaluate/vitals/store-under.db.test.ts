import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import { system } from '../../../../contract/actor.ts'
import { emptyCity, plain, zone } from '../../../../test/vital-ground.ts'
import { toldAfter } from './known/store.ts'
import { toldSince, vitalsToldSince } from './locks/store.ts'
import { addValues } from './store.ts'
import { toldOf } from './store-told.ts'
import { readRollTree } from './store-tree.ts'

// Two divisions of three towns; a zone operates the last town of each.
const { spine, clock, addArea, register } = await emptyCity({ after, at: '2026-02-28T00:00:00Z' })
await spine.query(`insert into operating_districts (code, name, kind, sort) values ('990101', '甲区', 'division', 1),
  ('990102', '乙区', 'division', 2), ('zone', '高新区', 'zone', 3)`)
await addArea('99')
for (const division of ['990101', '990102']) {
  await addArea(division)
  for (const i of [0, 1, 2]) await addArea(`${division}00${i}`, { district: i === 2 ? 'zone' : division })
}
const tree = await readRollTree(spine, zone)
const vital = (await register([{ ...plain, code: 'v.district', aggregation: 'sum', cadence: 'day', tier: 'district' }])).get(
  'v.district',
)!.id
const period = Date.parse('2026-02-27T00:00:00+08:00')
const before = clock.now()
clock.set(new Date(before.getTime() + 60_000))
await spine.transaction(system, (tx) =>
  addValues(
    tx,
    ['990101', '990102', 'zone'].map((area, n) => ({
      ...{ vital, period, area, num: n + 1, den: 0, version: 1 },
      ...{ observedAt: period, source: 'api', actor: 'x', reason: null },
    })),
  ),
)
const areas: Readonly<Record<string, string[]>> = {
  99: ['990101', '990102', 'zone'],
  990101: ['990101'],
  zone: ['zone'],
  990101000: [],
}
const lock = { period, until: period + 86_400_000, lockedAt: before }

for (const [code, expected] of Object.entries(areas))
  it(`what operating districts told is found under ${code} as far as they lie there: its rows, as known then, since a lock`, async () => {
    const { paths } = tree.node(code)!
    const told = await toldOf(spine, { vital, period, scope: paths, knownAt: null, limit: 10 })
    const known = await toldAfter(spine, { vitals: [vital], from: period, to: period, paths }, before)
    const since = await toldSince(spine, lock, paths, 10)
    const codes = (rows: readonly { area: string }[]) => rows.map(({ area }) => area).toSorted()
    assert.deepEqual([codes(told.rows), codes(known), codes(since.rows)], [expected, expected, expected])
    assert.deepEqual([told.total, since.total], [expected.length, expected.length])
    assert.equal((await vitalsToldSince(spine, lock, paths)).length, expected.length > 0 ? 1 : 0)
    assert.ok([...told.rows, ...since.rows].every(({ area, name }) => area !== 'zone' || name === '高新区'))
  })
