import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { loudspeaker } from '../../packs/loudspeaker/pack.ts'
import { rockHazard } from '../../packs/rock-hazard/pack.ts'
import { type Story, startStory } from '../story.ts'

/** A point above the river with two crack meters, a rain gauge and a loudspeaker; its four-fold staff has its charges. */
export const point = 'point-linjiang'
export const [first, second, gauge, horn] = ['rk-990101-c1', 'rk-990101-c2', 'rk-990101-r1', 'yg-990101-1']

const charges: [role: string, column: 'unit' | 'post', of: string][] = [
  ['responsible', 'post', 'post-linjiang-safety-law-a'],
  ['grid', 'unit', 'unit-linjiang-dukou'],
  ['maintainer', 'unit', 'unit-beian-geology'],
  ['manager', 'post', 'post-beian-planning-a'],
]

export async function startRock(t: TestContext, env: Record<string, string> = {}, web = false): Promise<Story> {
  const story = await startStory(t, { env, web, packs: [rockHazard, loudspeaker] })
  const known = { form: 'rock', volume: 3_000, persons: 23, households: 6, waterway: true, road: false }
  await story.sql(
    `insert into objects (id, pack, kind, code, name, area, lon, lat, details)
     select $1, 'rock-hazard', 'hazard-point', 'WY-1', '临江危岩', area, lon, lat, $2 from objects order by id limit 1`,
    [point, JSON.stringify(known)],
  )
  for (const [device, kind, pack, intervalS] of [
    [first, 'rock-sensor', 'rock-hazard', 3_600],
    [second, 'rock-sensor', 'rock-hazard', 3_600],
    [gauge, 'rock-sensor', 'rock-hazard', 600],
    [horn, 'loudspeaker', 'loudspeaker', 3_600],
  ] as const)
    await story.sql(
      `insert into devices (id, object, kind, pack, gateway, name, interval_s) values ($1, $2, $3, $4, 'gw-990101', $1, $5)`,
      [device, point, kind, pack, intervalS],
    )
  for (const [role, column, of] of charges)
    await story.sql(
      `insert into object_charges (id, object, role, ${column}, valid_from) values (gen_random_uuid(), $1, $2, $3, $4)`,
      [point, role, of, story.now()],
    )
  return story
}

type Says = { [device: string]: (hour: number) => Record<string, number> }
/** From one hour to another, every ninety minutes: what each sensor says by the hours gone. */
export async function watch(story: Story, [from, to]: [number, number], says: Says): Promise<void> {
  for (let hour = from; hour < to; hour += 1.5) {
    for (const [device, values] of Object.entries(says)) await story.reads(device, values(hour))
    await story.pass({ m: 90 })
  }
}

/** Whoever was called first about each part accepts it: for what is not about calls, which would ring on and on by the hour. */
export async function acceptAll(story: Story): Promise<void> {
  const asked = await story.sql<{ id: string; account: string }>(
    `select distinct on (w.id) w.id, a.account from work_orders w join calls c on c.work_order = w.id join accounts a on a.person = c.person
     where w.state = 'asked' order by w.id, c.step desc, c.called_at, a.account`,
  )
  for (const { id, account } of asked) {
    const { status, body } = await story.as(account).post(`/api/v1/work-orders/${id}/accept`, {})
    assert.equal(status, 200, JSON.stringify(body))
  }
}

/** Noise of a hundredth of a millimetre, the same every time: a sensor that shows none is stuck. */
export const shaking = (hour: number): number => ((hour * 2) % 5) * 0.01

export const alarmOf = async (story: Story): Promise<string | null> => {
  const [row] = await story.sql<{ severity: string }>(
    `select severity from alarms where object = $1 and family = 'rock' and cleared_at is null`,
    [point],
  )
  return row?.severity ?? null
}

type Part = { id: string; unit: string; role: string; mandatory: boolean; state: string }
export const partsOf = (story: Story): Promise<Part[]> =>
  story.sql<Part>(
    `select w.id, w.unit, w.role, w.mandatory, w.state from work_orders w join events e on e.id = w.event
     where e.object = $1 order by w.asked_at, w.unit`,
    [point],
  )
export const unitsAsked = async (story: Story): Promise<string[]> => (await partsOf(story)).map(({ unit }) => unit).sort()

/** The maritime office orders that ships stop below the point: the id of that order. */
export async function stopShips(story: Story, account: string, order: string): Promise<string> {
  const reach = { block: 'shipping', wayName: '长江', fromKm: 655.5, toKm: 657.5 }
  const { status, body } = await story.as(account).post(`/api/v1/work-orders/${order}/way-close`, reach)
  assert.equal(status, 200, JSON.stringify(body))
  const [row] = await story.sql<{ id: string }>(`select id from way_closures where state = 'closed'`)
  return row!.id
}
