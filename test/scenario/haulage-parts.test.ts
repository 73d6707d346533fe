import assert from 'node:assert/strict'
import { it } from 'node:test'
import { truckPack } from '../demo-packs.ts'
import { startStory } from '../story.ts'

/** Who has a part in a case of each check beside urban management, the moment a person opens it. */
const beside: Record<string, string[]> = {
  'no-ticket': ['housing', 'town'],
  'no-permit': ['housing', 'police-traffic'],
  ...{ hours: ['police-traffic'], route: ['police-traffic'], speed: ['police-traffic'] },
  dump: ['environment', 'housing', 'police-traffic', 'town'],
  ...{ 'open-ticket': ['housing'], unwashed: ['housing'], volume: ['housing'] },
}

it('a case of haulage goes to its departments at once, each with an order of its own and a call', async (t) => {
  const story = await startStory(t, { packs: [truckPack], at: new Date('2026-04-10T13:00:00Z') })
  const duty = story.as('chenli')
  assert.deepEqual(
    truckPack.haulage!.checks.map(({ id }) => id).toSorted(),
    Object.keys(beside).toSorted(),
    'no check is left out',
  )

  for (const [n, [check, others]] of Object.entries(beside).entries()) {
    // so far from each other that no two are taken for one
    const given = { type: `spoil-truck.${check}`, title: `渝X0000${n}`, lon: 105.5072 + n * 0.002, lat: 31.5069 }
    const made = await duty.post<{ signal: string }>('/api/v1/signals', given)
    assert.equal(made.status, 200, JSON.stringify(made.body))
    const { event } = (await duty.post<{ event: string }>(`/api/v1/signals/${made.body.signal}/open`)).body
    const orders = await story.sql<{ role: string; of: string; state: string; called: boolean }>(
      `select w.role, coalesce(u.domain, u.tier) as of, w.state, exists (select 1 from notices n where n.work_order = w.id) as called
       from work_orders w join units u on u.id = w.unit where w.event = $1 order by w.role desc, 2`,
      [event],
    )
    assert.deepEqual(
      orders.map(({ role, of, state }) => `${role} ${of} ${state}`),
      ['lead urban-management asked', ...others.map((one) => `assist ${one} asked`)],
      check,
    )
  }
  await story.acknowledge()
  await story.end()
})
