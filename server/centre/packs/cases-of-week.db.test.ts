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
  await story.sql(
    `insert into events select (jsonb_populate_record(e, '{"id": "018f0000-0000-7000-8000-000000000001", "no": "drill", "exercise": true, "title": "【演练】", "object": null}')).* from events e`,
  )
  assert.equal((await septic()).cases, 1, 'a drill is no case')
  const [{ id }] = (await story.sql<{ id: string }>('select id from events where not exercise')) as [{ id: string }]
  await story.sql(`update events set opened_at = opened_at - interval '8 days' where id = '${id}'`)
  assert.equal((await septic()).cases, 0)
})
