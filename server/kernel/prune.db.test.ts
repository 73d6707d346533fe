import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startStory } from '../../test/story.ts'
import { pruneDays, pruneOnce } from './prune.ts'

describe('what only serves repeats', () => {
  it('goes when its days are over; what waits or was given up stays', async (test) => {
    const story = await startStory(test)
    await story.sql(
      `insert into outbox (id, key, channel, address, body, state, next_at, made_at, sent_at)
       select gen_random_uuid(), state || days, 'none', 'x', '{}', state, at, at, at
       from unnest(array['waiting', 'sent', 'failed']) state, unnest($1::int[]) days, lateral (select $2::timestamptz - days * interval '1 day' as at) m`,
      [[pruneDays.messages - 1, pruneDays.messages + 1], story.now()],
    )
    await story.sql(
      `insert into idempotency_keys (actor, key, request, made_at) select 'a', days::text, 'x', $2::timestamptz - days * interval '1 day' from unnest($1::int[]) days`,
      [[pruneDays.keys - 1, pruneDays.keys + 1], story.now()],
    )
    assert.equal(await pruneOnce(story.zhili.spine), false)
    const keys = async (table: string) =>
      (await story.sql<{ key: string }>(`select key from ${table} order by key`)).map(({ key }) => key)
    assert.deepEqual(await keys(`outbox where channel = 'none'`), ['failed89', 'failed91', 'sent89', 'waiting89', 'waiting91'])
    assert.deepEqual(await keys(`idempotency_keys where actor = 'a'`), ['29'])
  })
})
