import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { ObjectRequests } from '../../../../contract/object-requests.ts'
import { highRisePacks } from '../../../../test/demo-packs.ts'
import { sendPhoto } from '../../../../test/evidence.ts'
import { startStory } from '../../../../test/story.ts'

const place = { lon: 105.5072, lat: 31.5069 }
const burning = {
  ...{ 'alarm-system': 'works', water: 'none', 'smoke-control': 'works', 'control-room': 'two', 'fire-lane': 'blocked' },
  ...{ exits: 'clear', wiring: 'faulty', 'e-bikes': 'outside', height: 100, use: 'housing' },
}
const mended = { details: { water: 'ok', 'fire-lane': 'clear' }, reason: '水泵与管网已修复，测压合格' }

// One city for all, in the order of the tests.
const story = await startStory({ after } as unknown as TestContext, { packs: highRisePacks })
const keeper = story.as('baining')
const buildings: string[] = []
for (const code of ['T1', 'T2', 'T3']) {
  const entry = { kind: 'building', code, name: `临江大厦 ${code}`, ...place, details: burning }
  buildings.push((await keeper.post<{ id: string }>('/api/v1/objects', entry)).body.id)
}
await story.pass({ d: 8 })
await story.acknowledge()

const evidence = async () => [await sendPhoto(story, 'baining')]
const askOne = async (id: string) => {
  const { body } = await keeper.post<{ waits: boolean }>(`/api/v1/objects/${id}/change`, {
    ...{ version: 1, ...mended, evidence: await evidence() },
  })
  assert.equal(body.waits, true, JSON.stringify(body))
}
const waitingOf = async (id: string, as = 'tangke') =>
  (await story.as(as).get<ObjectRequests>(`/api/v1/object-requests?object=${id}`)).body.rows?.[0]
const answer = async (as: string, id: string, verb: string) =>
  (await story.as(as).post<{ state: string }>(`/api/v1/object-requests/${id}/${verb}`, {})).body.state
type Row = { account: string; requests: string[]; open: boolean }
const told = () =>
  story.sql<Row>(
    `select a.account, n.requests, n.cancelled_at is null as open from notices n join accounts a on a.person = n.person
     where n.kind = 'object-change-asked' order by n.made_at, a.account`,
  )
const stillTold = async () => (await told()).filter(({ open }) => open).map(({ account }) => account)

describe('whoever may answer a change that waits for a second person', () => {
  let seconds: string[] = []

  it('is told, and nobody else: of all accounts those to whom the list offers to confirm it', async () => {
    await askOne(buildings[0]!)
    const accounts = await story.sql<{ account: string }>('select account from accounts order by account')
    for (const { account } of accounts)
      if ((await waitingOf(buildings[0]!, account))?.allowed.includes('confirm')) seconds.push(account)
    seconds = seconds.toSorted()
    assert.ok(seconds.length > 1 && seconds.length < accounts.length / 2, seconds.join(' '))
    assert.ok(!seconds.includes('baining'), 'not whoever asked')
    assert.deepEqual(await stillTold(), seconds)
    await story.expectNotices(seconds.map((account) => [account, 'object-change-asked']))
    const [sent] = await story
      .facts('notice.sent')
      .then((facts) => facts.filter(({ body }) => body.kind === 'object-change-asked'))
    const change = { object: buildings[0]!, name: '临江大厦 T1', objectKind: 'building', more: false }
    assert.deepEqual(sent!.body.change, change, 'with the place to answer')
  })

  it('need not look any more once one of them has', async () => {
    const { id } = (await waitingOf(buildings[0]!))!
    assert.equal(await answer('chenli', id, 'confirm'), 'confirmed')
    assert.deepEqual(await stillTold(), [])
    assert.equal((await story.facts('notice.cancelled')).length, seconds.length, 'on their phones too')
  })

  it('hears of several asked for at once by one notice, until the last of them is answered or lapsed', async () => {
    const objects = buildings.slice(1).map((id) => ({ id, version: 1 }))
    const asked = await keeper.post<{ waiting: number }>('/api/v1/objects/change', {
      ...{ objects, change: { details: mended.details }, reason: mended.reason, evidence: await evidence() },
    })
    assert.equal(asked.body.waiting, 2, JSON.stringify(asked.body))
    await story.expectNotices(seconds.map((account) => [account, 'object-change-asked']))
    const first = (await waitingOf(buildings[1]!))!
    assert.equal(await answer('tangke', first.id, 'refuse'), 'refused')
    assert.deepEqual(await stillTold(), seconds, 'the other one waits')
    await story.pass({ d: 1, m: 1 })
    assert.deepEqual([await waitingOf(buildings[2]!), await stillTold()], [undefined, []])
  })

  it('hears no more of what was taken back', async () => {
    await askOne(buildings[1]!)
    await story.acknowledge()
    assert.deepEqual(await stillTold(), seconds)
    assert.equal(await answer('baining', (await waitingOf(buildings[1]!))!.id, 'withdraw'), 'withdrawn')
    assert.deepEqual(await stillTold(), [])
  })
})
