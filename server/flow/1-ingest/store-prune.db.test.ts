import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startStory } from '../../../test/story.ts'
import { pruneRefused } from './store-prune.ts'

describe('refused messages and counts of frames', () => {
  it('go when their days are over, looked at or not; what is younger stays', async (test) => {
    const story = await startStory(test)
    await story.sql(
      `insert into quarantine (id, received_at, channel, source, code, payload, decided_at)
       select gen_random_uuid(), at, 'tcp', done || '-' || days, 'gateway.bad-frame', '', case when done = 'decided' then at end
       from unnest(array['decided', 'waiting']) done, unnest($1::int[]) days, lateral (select $2::timestamptz - days * interval '1 day' as at) m`,
      [[29, 31], story.now()],
    )
    await story.sql(
      `insert into frame_counts (hour, protocol, verdict, area, n, kept, last_at)
       select at, 'jt808', 'days-' || days, '', 1, 0, at from unnest($1::int[]) days, lateral (select $2::timestamptz - days * interval '1 day' as at) m`,
      [[29, 31], story.now()],
    )
    assert.equal(await pruneRefused(story.zhili.spine, 30), false)
    const sources = await story.sql<{ source: string }>('select source from quarantine order by source')
    assert.deepEqual(
      sources.map(({ source }) => source),
      ['decided-29', 'waiting-29'],
    )
    assert.deepEqual(await story.sql('select verdict from frame_counts'), [{ verdict: 'days-29' }])
  })

  it('go in turns, the oldest first, so that nobody waits for a long delete', async (test) => {
    const story = await startStory(test)
    await story.sql(
      `insert into quarantine (id, received_at, channel, source, code, payload)
       select gen_random_uuid(), $1::timestamptz - interval '40 days' + n * interval '1 second', 'tcp', n::text, 'gateway.bad-frame', '' from generate_series(1, 5001) n`,
      [story.now()],
    )
    assert.equal(await pruneRefused(story.zhili.spine, 30), true)
    assert.deepEqual(await story.sql('select source from quarantine'), [{ source: '5001' }])
    assert.equal(await pruneRefused(story.zhili.spine, 30), false)
    assert.deepEqual(await story.sql('select source from quarantine'), [])
  })
})
