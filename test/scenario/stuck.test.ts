import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { firstDevice, startStory } from '../story.ts'
import { openYellow, redNotices } from './septic.ts'

describe('what the platform cannot carry out', () => {
  it('a case whose plan is broken takes no alarm with it: red stands, and the hub is told at once', async (t) => {
    const story = await startStory(t)
    const id = await openYellow(story)
    await story.pass({ s: 8 })
    await story.acknowledge()
    await story.sql(`update dispatches set plan = '{}' where event = $1`, [id])
    assert.equal((await story.reads(firstDevice, { ch4: 55 })).status, 202)
    const [alarm] = await story.sql<{ severity: string }>(
      `select severity from alarms where family = 'gas' and cleared_at is null`,
    )
    assert.equal(alarm?.severity, 'red')
    assert.equal((await story.sql('select 1 from quarantine')).length, 0)
    const [stuck] = await story.facts('event.stuck')
    assert.deepEqual(stuck?.body, { event: id, verb: 'grade' })
    await story.expectNotices([['chenli', 'stuck']])
    await story.end()
  })

  it('a dispatch that fails leaves the case open, tells the hub, and is tried again', async (t) => {
    const story = await startStory(t)
    await story.sql('alter table dispatches add constraint broken check (false) not valid')
    assert.equal((await story.reads(firstDevice, { ch4: 55 })).status, 202)
    await story.receipts(firstDevice)
    const state = async () => (await story.sql<{ state: string }>('select state from events'))[0]?.state
    assert.equal(await state(), 'open')
    assert.equal((await story.facts('event.stuck'))[0]?.body.verb, 'dispatch')
    await story.expectNotices([['chenli', 'stuck']])
    await story.pass({ s: 30 })
    assert.equal(await state(), 'open')
    await story.sql('alter table dispatches drop constraint broken')
    await story.pass({ s: 60 })
    assert.equal(await state(), 'handling')
    await story.expectNotices(redNotices)
    await story.acknowledge()
    await story.end()
  })
})
