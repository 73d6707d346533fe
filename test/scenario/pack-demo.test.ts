import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { PackPage } from '../../contract/packs.ts'
import { sealPack } from '../../server/city/pack/file/sealed.ts'
import { readFolder } from '../../server/commands/pack-folder.ts'
import { Inventory } from '../../simulator/inventory.ts'
import { answerOf, newPlayed, playProfile, ranCommand } from '../../simulator/model/profile.ts'
import { type Story, startStory } from '../story.ts'
import { askFor, people, privateKey, publish, trust } from './pack-steps.ts'

const folder = fileURLToPath(new URL('../../docs/examples/underpass', import.meta.url))
const underpass = Buffer.from(sealPack(readFolder(folder).parts, { publisher: '某某区城市管理局', privateKey }))
const inventoryOf = async (story: Story) => Inventory.parse((await story.public('GET', '/api/v1/demo/inventory')).body)

describe('a pack from a file in the demo', () => {
  it('has invented things that are played by its profile: the water rises, pumps start, the light turns red and goes back', async (test) => {
    const story = await startStory(test)
    await trust(story)
    assert.equal((await inventoryOf(story)).profiles['underpass-gauge'], undefined)
    const { no } = (await askFor(story, underpass)).body
    assert.equal((await publish(story, no, people.second, 'underpass')).status, 200)

    const inventory = await inventoryOf(story)
    const gauges = inventory.gateways.flatMap(({ sensors }) => sensors.filter(({ kind }) => kind === 'underpass-gauge'))
    assert.ok(gauges.length > 0, 'the demo set some up')
    const profile = inventory.profiles['underpass-gauge']!
    const device = { id: gauges[0]!.id, seed: '1' }
    assert.match(device.id, /-1$/)
    let played = newPlayed(story.now().getTime())
    const confirmed = new Set<string>()
    const lights: string[] = []
    for (let minute = 0; minute < 60 && lights.length < 4; minute += 2) {
      const said = playProfile(profile, device, played, story.now().getTime())
      played = said.played
      await story.reads(device.id, said.values!)
      for (const { id, name } of await waitingCommands(story, device.id))
        if (!confirmed.has(id) && answerOf(profile, device, name, id)) {
          confirmed.add(id)
          lights.push(name)
          await story.receipts(device.id)
          played = ranCommand(profile, played, name)
        }
      await story.pass({ m: 2 })
    }
    assert.deepEqual(lights.slice(0, 2), ['pump.on', 'light.red'], 'each confirmed in its turn')
    assert.deepEqual(lights.slice(2).sort(), ['light.normal', 'pump.off'], 'and taken back once the road is dry')
    const [alarm] = await story.sql<{ peak: string; cleared_at: Date | null }>(
      `select peak, cleared_at from alarms where family = 'water'`,
    )
    assert.deepEqual([alarm!.peak, alarm!.cleared_at !== null], ['red', true])
    assert.equal((await story.sql(`select 1 from alarms where family = 'light'`)).length, 0)

    const page = (await story.as(people.author).get<PackPage>('/api/v1/packs/underpass')).body
    const figure = (id: string) => page.figures.find((one) => one.id === id)
    assert.deepEqual([figure('red')!.n, figure('red')!.of], [1, null])
    assert.deepEqual([figure('heard')!.n, figure('heard')!.of], [1, gauges.length], 'both numbers')
    assert.deepEqual([figure('wet')!.n, figure('wet')!.of], [0, 1])
    assert.deepEqual([figure('in-time')!.n, figure('in-time')!.of], [0, 1])
    assert.deepEqual(
      page.layers.map(({ kinds, scene }) => [kinds, scene]),
      [[['underpass'], ['road']]],
    )
    await story.acknowledge()
    await story.end()
  })
})

const waitingCommands = (story: Story, device: string): Promise<{ id: string; name: string }[]> =>
  story.sql(`select id::text, name from commands where device = $1 and state in ('waiting', 'sent') order by sent_at, id`, [
    device,
  ])
