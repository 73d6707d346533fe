import assert from 'node:assert/strict'
import { it } from 'node:test'
import { firstDevice, type Story, startStory } from '../story.ts'

const hour = 3_600_000
const silent = async (story: Story): Promise<number> =>
  (await story.sql(`select 1 from alarms where family = 'silence' and cleared_at is null`)).length

it('a server that was down for an hour takes no device for silent, and notices who is', async (t) => {
  const story = await startStory(t)
  await story.reads(firstDevice, { ch4: 4 })
  await story.restart(hour)
  await story.pass({ m: 2 })
  assert.equal(await silent(story), 0, 'nobody could have heard it')
  await story.reads(firstDevice, { ch4: 4 })
  await story.pass({ m: 2 })
  assert.equal(await silent(story), 0)
  await story.pass({ m: 1 })
  assert.equal(await silent(story), 1, 'three minutes in which somebody listened')
  await story.restart(hour)
  await story.pass({ s: 1 })
  assert.equal(await silent(story), 1, 'a start is no word of it')
  await story.reads(firstDevice, { ch4: 4 })
  assert.equal(await silent(story), 0)
  await story.restart(hour)
  await story.pass({ m: 3 })
  assert.equal(await silent(story), 1, 'it never came back')
  await story.acknowledge()
  await story.end()
})
