import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { EventDetail } from '../../contract/event.ts'
import type { OrderCard } from '../../contract/work-order.ts'
import { alarmOf, first, horn, partsOf, point, second, shaking, startRock, watch } from './rock.ts'
import { uploadPhoto } from './septic.ts'

it('a red rock whose households were never entered is said to be so and held, until they are entered or somebody says that nobody lives there', async (t) => {
  const story = await startRock(t)
  await story.sql(`update objects set details = details || '{"households": 3, "persons": 9}' where id = $1`, [point])
  await watch(story, [0, 18], {
    [first]: (h) => ({ crack: 30 + shaking(h) }),
    [second]: (h) => ({ crack: 12 + shaking(h) }),
  })
  await story.reads(first, { crack: 44 })
  await story.reads(second, { crack: 25 })
  await story.pass({ h: 1 })
  assert.equal(await alarmOf(story), 'red')
  await story.receipts(horn)

  const { id } = await story.as('chenli').event()
  const page = async () => (await story.as('chenli').get<EventDetail>(`/api/v1/events/${id}`)).body.evacuation
  const { missing } = (await story.as('chenli').get<EventDetail>(`/api/v1/events/${id}`)).body
  assert.ok(
    missing.some(({ code }) => code === 'evacuation'),
    'the page says what keeps it open',
  )
  const order = (await partsOf(story)).find(({ role }) => role === 'lead')!.id
  const card = async () => (await story.as('zhoumin').get<OrderCard>(`/api/v1/work-orders/${order}`)).body.evacuation
  for (const seen of [await page(), await card()])
    assert.deepEqual(
      [seen?.list, seen?.required, seen?.registered, seen?.sum.households],
      ['unlisted', true, { households: 3, persons: 9 }, 0],
    )

  const act = (verb: string, body: object) =>
    story
      .as('zhoumin')
      .post<{ code?: string; detail?: string; details?: Record<string, unknown> }>(`/api/v1/work-orders/${order}/${verb}`, body)
  await act('accept', {})
  await act('arrive', { lon: 105.51, lat: 31.51, accuracyM: 8 })
  for (const item of ['look', 'verdict']) await act('progress', { item, note: '裂缝加宽约十四毫米' })
  for (const item of ['before', 'after']) await act('progress', { item, file: await uploadPhoto(story, 'zhoumin') })
  await act('progress', { item: 'cordon' })
  const submit = () => act('submit', { result: '人员已撤离，航道已管制', cause: '强降雨诱发' })
  const held = await submit()
  assert.deepEqual([held.status, held.body.code, held.body.details?.known], [422, 'evacuation.unlisted', '3 户 9 人'])

  // households that are entered meanwhile are counted, and nobody may call them none
  const households = `/api/v1/objects/${point}/households`
  await story.as('baining').post(households, { rows: [{ door: '1 社 1 号', head: '江守山', persons: 4 }] })
  assert.deepEqual([(await page())?.list, (await card())?.rows.length], ['kept', 1])
  assert.equal((await submit()).body.code, 'evacuation.open')
  assert.equal((await act('evacuation-nobody', { reason: '已整体搬迁' })).body.code, 'evacuation.listed')
  await story.as('baining').post(households, { rows: [] })

  assert.equal((await act('evacuation-nobody', { reason: '' })).status, 400)
  assert.equal((await act('evacuation-nobody', { reason: '三户已于汛前整体搬迁' })).status, 200)
  const [fact] = await story.facts('evacuation.nobody')
  assert.equal(fact?.body.reason, '三户已于汛前整体搬迁')
  assert.deepEqual([(await page())?.list, (await card())?.list], ['nobody', 'nobody'])
  assert.equal((await submit()).status, 200)
  await story.acknowledge()
  await story.end()
})
