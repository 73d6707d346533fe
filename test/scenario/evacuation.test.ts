import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Evacuation, EvacuationSheet } from '../../contract/evacuation.ts'
import type { Story } from '../story.ts'
import { alarmOf, first, horn, partsOf, point, second, shaking, startRock, watch } from './rock.ts'
import { uploadPhoto } from './septic.ts'

const rows = [
  { door: '1 社 1 号', head: '江守山', persons: 4, inCharge: '卓明溪', help: '卧床病人 1 人' },
  { door: '1 社 2 号', head: '云素芳', persons: 2, inCharge: '卓明溪' },
  { door: '1 社 10 号', head: '柏成林', persons: 1 },
]

async function red(story: Story): Promise<void> {
  await watch(story, [0, 18], {
    [first]: (h) => ({ crack: 30 + shaking(h) }),
    [second]: (h) => ({ crack: 12 + shaking(h) }),
  })
  await story.reads(first, { crack: 44 })
  await story.reads(second, { crack: 25 })
  await story.pass({ h: 1 })
  assert.equal(await alarmOf(story), 'red')
  await story.receipts(horn)
}

const orderOf = async (story: Story, unit: string): Promise<string> =>
  (await partsOf(story)).find((part) => part.unit === unit)!.id
const listOf = async (story: Story, account: string, order: string): Promise<Evacuation> =>
  (await story.as(account).get<{ evacuation: Evacuation }>(`/api/v1/work-orders/${order}`)).body.evacuation
const lead = 'unit-linjiang-safety-law'

describe('the evacuation list of a red rock', () => {
  it('is counted door by door, keeps the case open until every household is settled, and forgets who lived there at its end', async (t) => {
    const story = await startRock(t)
    const kept = await story
      .as('baining')
      .post<{ rows: { head: string; inCharge: string | null }[] }>(`/api/v1/objects/${point}/households`, { rows })
    assert.equal(kept.status, 200, JSON.stringify(kept.body))
    assert.deepEqual(kept.body.rows.map(({ head }) => head).sort(), ['云**', '柏**', '江**'])
    await red(story)
    const [order, watcher] = [await orderOf(story, lead), await orderOf(story, 'unit-linjiang-dukou')]
    for (const [account, id] of [
      ['zhoumin', order],
      ['xieran', watcher],
    ] as const) {
      assert.equal((await story.as(account).post(`/api/v1/work-orders/${id}/accept`, {})).status, 200)
      assert.equal(
        (await story.as(account).post(`/api/v1/work-orders/${id}/arrive`, { lon: 105.51, lat: 31.51, accuracyM: 8 })).status,
        200,
      )
    }
    const list = await listOf(story, 'xieran', watcher)
    assert.deepEqual([list.required, list.sum.households, list.sum.persons, list.sum.settled], [true, 3, 7, 0])
    assert.ok(
      list.rows.every(({ head }) => /^.\*+$/.test(head)),
      'masked',
    )
    await refusesMaritime(story, order, list.rows[0]!.id)
    const door = (words: string): string => list.rows.find((row) => row.door === words)!.id
    const count = ([account, id]: [string, string], household: string, [gone, refused, missing]: number[], at?: Date) =>
      story.as(account).post<{ code?: string }>(`/api/v1/work-orders/${id}/evacuation`, {
        ...{ household, told: true, gone, refused, missing },
        ...(at ? { occurredAt: at.toISOString() } : {}),
      })

    // more than live there, and a household of nobody
    assert.equal((await count(['xieran', watcher], door('1 社 1 号'), [4, 1, 0])).body.code, 'evacuation.too-many')
    assert.equal((await count(['xieran', watcher], '00000000-0000-4000-8000-000000000000', [1, 0, 0])).status, 404)
    assert.equal((await count(['xieran', watcher], door('1 社 1 号'), [3, 0, 0])).status, 200)
    assert.equal((await count(['xieran', watcher], door('1 社 2 号'), [1, 1, 0])).status, 200)

    // the lead has done everything but the list
    const act = (verb: string, body: object) =>
      story.as('zhoumin').post<{ code?: string; details?: { count: number } }>(`/api/v1/work-orders/${order}/${verb}`, body)
    for (const item of ['look', 'verdict']) await act('progress', { item, note: '裂缝加宽约十四毫米' })
    for (const item of ['before', 'after']) await act('progress', { item, file: await uploadPhoto(story, 'zhoumin') })
    await act('progress', { item: 'cordon' })
    const submit = () => act('submit', { result: '人员已撤离，航道已管制', cause: '强降雨诱发' })
    const early = await submit()
    assert.deepEqual([early.status, early.body.code, early.body.details?.count], [422, 'evacuation.open', 2])

    // the phone of the watcher had counted before somebody found the last of the first door; it sends that late
    const before = story.now()
    await story.pass({ m: 2 })
    assert.equal((await count(['zhoumin', order], door('1 社 1 号'), [4, 0, 0])).status, 200)
    assert.equal((await count(['xieran', watcher], door('1 社 1 号'), [2, 0, 0], before)).status, 200)
    assert.equal((await count(['xieran', watcher], door('1 社 10 号'), [0, 0, 1])).status, 200)
    const event = (await story.as('chenli').event()).id
    const sheet = (await story.as('chenli').get<EvacuationSheet>(`/api/v1/events/${event}/evacuation`)).body
    assert.deepEqual(sheet.sum, { households: 3, settled: 3, told: 3, persons: 7, gone: 5, refused: 1, missing: 1 })
    assert.equal((await submit()).status, 200)

    // no name in any fact
    const facts = JSON.stringify(await story.facts())
    for (const name of ['江守山', '云素芳', '卓明溪', '1 社 1 号']) assert.ok(!facts.includes(name), name)

    await over(story, event)
    const after = (await story.as('chenli').get<EvacuationSheet>(`/api/v1/events/${event}/evacuation`)).body
    assert.deepEqual([after.expired, after.rows, after.sum], [true, [], sheet.sum])
    assert.deepEqual(
      await story.sql(
        'select 1 from evacuations where household is not null or counted_by is not null or counted_name is not null',
      ),
      [],
    )
    await story.acknowledge()
    await story.end()
  })
})

/** The others who had to come hand in as well, and a second person checks. */
async function over(story: Story, event: string): Promise<void> {
  for (const { id, unit, role, mandatory, state } of await partsOf(story)) {
    if (role === 'lead' || !mandatory) continue
    const [holder] = await story.sql<{ account: string }>(
      `select a.account from calls c join accounts a on a.person = c.person where c.work_order = $1 and c.step = 0 order by c.called_at, a.account limit 1`,
      [id],
    )
    const isShips = unit === 'unit-beian-maritime'
    const needless = { block: 'shipping', reason: '上游已封航，本段无船通过' }
    for (const [verb, body] of [
      ...(state === 'asked' ? [['accept', {}] as const, ['arrive', {}] as const] : []),
      ...(isShips ? [['way-needless', needless] as const] : []),
      ['submit', { result: `${unit}：到场会商，航道已管制` }] as const,
    ]) {
      const done = await story.as(holder!.account).post(`/api/v1/work-orders/${id}/${verb}`, body)
      assert.equal(done.status, 200, `${holder!.account} ${verb}: ${JSON.stringify(done.body)}`)
    }
  }
  const waiver = '专家会商：变形已收敛，已撤离并设警戒'
  const passed = await story.as('hechuan').post(`/api/v1/events/${event}/check`, { passed: true, waiver })
  assert.equal(passed.status, 200, JSON.stringify(passed.body))
}

/** The office that stops the ships has a part, and no business with who lives below: it reads the sums and counts nothing. */
async function refusesMaritime(story: Story, leadOrder: string, household: string): Promise<void> {
  const own = await orderOf(story, 'unit-beian-maritime')
  const [holder] = await story.sql<{ account: string }>(
    'select a.account from calls c join accounts a on a.person = c.person where c.work_order = $1 order by c.called_at limit 1',
    [own],
  )
  const maritime = story.as(holder!.account)
  assert.equal((await maritime.post(`/api/v1/work-orders/${own}/accept`, {})).status, 200)
  const { id } = await story.as('chenli').event()
  const urls = [`/api/v1/work-orders/${own}`, `/api/v1/work-orders/${leadOrder}`, `/api/v1/events/${id}/evacuation`]
  for (const url of urls) {
    const { status, body } = await maritime.get<{ evacuation?: Evacuation } & Evacuation>(url)
    // another unit's order is not even shown to it
    if (status === 404) continue
    const seen = body.evacuation ?? body
    assert.deepEqual([seen.named, seen.rows, seen.sum.households, seen.sum.persons], [false, [], 3, 7], url)
    const text = JSON.stringify(body)
    for (const word of ['1 社 1 号', '江**', '卧床病人']) assert.ok(!text.includes(word), `${url}: ${word}`)
  }
  // nor by the way round the register; who reads that without keeping it or a charge of the point reads the numbers
  const households = `/api/v1/objects/${point}/households`
  assert.equal((await maritime.get(households)).status, 403)
  const seen = async (account: string) => {
    const { body } = await story.as(account).get<{ named: boolean; rows: unknown[]; persons: number }>(households)
    return [body.named, body.rows.length, body.persons]
  }
  assert.deepEqual(
    [await seen('qiumingyuan'), await seen('baining'), await seen('chenli')],
    [
      [false, 0, 7],
      [true, 3, 7],
      [true, 3, 7],
    ],
  )
  const count = { household, told: true, gone: 4, refused: 0, missing: 0 }
  const counted = await maritime.post<{ code?: string }>(`/api/v1/work-orders/${own}/evacuation`, count)
  assert.deepEqual([counted.status, counted.body.code], [403, 'evacuation.not-yours'])
  const said = await maritime.post<{ code?: string }>(`/api/v1/work-orders/${own}/evacuation-nobody`, { reason: '已整体搬迁' })
  assert.deepEqual([said.status, said.body.code], [403, 'evacuation.not-yours'])
}
