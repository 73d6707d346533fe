import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Story, startStory } from '../../../test/story.ts'

type Paged = { rows: Record<string, string>[]; next: string | null }

/** All rows of a list read one at a time, in their order. */
async function walk(story: Story, account: string, url: string, key: string): Promise<string[]> {
  const seen: string[] = []
  for (let cursor: string | null = '', pages = 0; cursor !== null; pages++) {
    assert.ok(pages < 200, `${url} does not end`)
    const from: string = cursor ? `&cursor=${cursor}` : ''
    const answer = await story.as(account).get<Paged>(`${url}limit=1${from}`)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    assert.ok(answer.body.rows.length <= 1)
    seen.push(...answer.body.rows.map((row) => row[key]!))
    cursor = answer.body.next
  }
  return seen
}

describe('every list', () => {
  it('is read to its end page by page, in the order of one long page, without gap or double', async (test) => {
    const story = await startStory(test)
    await story.sql(
      `insert into timers (key, kind, due_at, body, tries, last_error) select 't:' || i, 'nothing', $1::timestamptz + (i / 3) * interval '1 s', '{}', 5, 'x' from generate_series(1, 7) i`,
      [story.now()],
    )
    await story.sql(
      `insert into devices (id, object, kind, pack, gateway, name, interval_s) select 'extra-' || i, (select id from objects order by id limit 1), 'x', 'septic-gas', 'gw-extra-' || i, 'x', 60 from generate_series(1, 5) i`,
    )
    const lists: [url: string, key: string, atLeast: number][] = [
      ['/api/v1/stuck?', 'key', 7],
      ['/api/v1/feeds?', 'id', 6],
      ['/api/v1/areas/990101001/children?', 'code', 2],
      ['/api/v1/units?area=990101001&', 'id', 2],
      ['/api/v1/units?q=%E4%B8%AD%E5%BF%83&', 'id', 2],
    ]
    for (const [url, key, atLeast] of lists) {
      const whole = (await story.as('zouhaining').get<Paged>(url.replace(/[?&]$/, ''))).body
      const long = whole.rows.map((row) => row[key]!)
      assert.ok(long.length >= atLeast, `${url}: ${long.length}`)
      assert.deepEqual([whole.next, new Set(long).size], [null, long.length], url)
      assert.deepEqual(await walk(story, 'zouhaining', url, key), long, url)
      for (const cursor of ['x', 'WyJ4Il0', 'WyJ4IiwieSIsInoiXQ'])
        if (!(url.includes('children') || url.includes('feeds')) || cursor !== 'WyJ4Il0')
          assert.equal((await story.as('zouhaining').get(`${url}cursor=${cursor}`)).status, 400, `${url} ${cursor}`)
    }
  })
})
