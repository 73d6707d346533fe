import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { PackList } from '../../../contract/packs.ts'
import { goRed } from '../../../test/scenario/septic.ts'
import { startStory } from '../../../test/story.ts'

it('a pack shows its cases of seven days beside its alarms, drills left out', async (test) => {
  const story = await startStory(test)
  await goRed(story)
  await story.acknowledge()
  const septic = async () => {
    const { body } = await story.as('chenli').get<PackList>('/api/v1/packs')
    return body.rows.find(({ pack }) => pack === 'septic-gas')!.week
  }
  const { raised, cases } = await septic()
  assert.deepEqual([raised, cases], [1, 1])
  const [{ id }] = (await story.sql<{ id: string }>('select id from events')) as [{ id: string }]
  await story.sql(`update events set opened_at = opened_at - interval '8 days' where id = '${id}'`)
  assert.equal((await septic()).cases, 0)
})
