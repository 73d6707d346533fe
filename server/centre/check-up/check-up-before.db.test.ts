import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import { extractText, getDocumentProxy } from 'unpdf'
import type { CheckUp, CheckUps } from '../../../contract/check-up.ts'
import { startStory } from '../../../test/story.ts'
import { lockArea } from './store.ts'

// One city for all, in the order of the tests. Monday, 2 March 2026, 9:30.
const story = await startStory({ after } as unknown as TestContext)
const area = '990101'
const district = story.as('chenli')
const ask = async () => (await district.post<{ id: string }>('/api/v1/check-ups', {})).body.id
const read = async (id: string) => (await district.get<CheckUp>(`/api/v1/check-ups/${id}`)).body
/** All of the district, the oldest first. */
const all = async (): Promise<CheckUp[]> => {
  const { rows } = (await district.get<CheckUps>('/api/v1/check-ups')).body
  return Promise.all(rows.toReversed().map(({ id }) => read(id)))
}
/** Of which month of the city one is that was made after six on its first. */
const monthOf = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 7)
const byMonth = async () => {
  while (await story.zhili.checkUp());
  await story.acknowledge()
}
const days = (d: number) => story.pass({ d })

describe('what a check-up is held against', () => {
  it('is of every pair the month before by the month, and the newest on demand', async () => {
    await ask()
    await byMonth() // March
    await ask()
    await story.pass({ h: 1 })
    await ask()
    await days(30) // 1 April
    await ask()
    await byMonth()
    await ask()
    await days(62) // June; nobody's server ran in May
    await byMonth()
    await ask()
    const made = await all()
    assert.deepEqual(
      made.map((one) => `${monthOf(one.at).slice(5)} ${one.made}`),
      [
        ...['03 asked', '03 schedule', '03 asked', '03 asked', '04 asked', '04 schedule', '04 asked'],
        ...['06 schedule', '06 asked'],
      ],
    )
    for (const one of made) {
      const fits = (other: CheckUp) =>
        other.no < one.no && (one.made === 'asked' || (other.made === 'schedule' && monthOf(other.at) < monthOf(one.at)))
      const wanted = made.findLast(fits) ?? null
      for (const other of made)
        assert.equal(one.before?.id === other.id, other.id === wanted?.id, `No. ${one.no} beside No. ${other.no}`)
      assert.deepEqual(
        one.before && [one.before.no, one.before.at, one.before.made, one.before.boards],
        wanted && [wanted.no, wanted.at, wanted.made, wanted.body.boards],
        `No. ${one.no}`,
      )
    }
  })

  it('is said with its number, its day and how it was made, on the PDF and in the sheet', async () => {
    const made = await all()
    const words = async ({ id }: CheckUp, lang: 'zh' | 'en') => {
      const csv = String((await district.get<string>(`/api/v1/check-ups/${id}/sheet.csv?lang=${lang}`)).body)
      const { bytes } = await district.get(`/api/v1/check-ups/${id}/paper.pdf?lang=${lang}`)
      const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true })
      return [csv, String(text).replace(/\s+/g, lang === 'zh' ? '' : ' ')] as const
    }
    const [april, asked, first] = [made[5]!, made[6]!, made[1]!]
    for (const said of await words(april, 'zh')) assert.match(said, /与第 ?2 ?份（2026-03-02 ?09:30:\d\d，按月自动）比/)
    for (const said of await words(asked, 'zh')) assert.match(said, /与第 ?6 ?份（2026-04-01 ?10:30:\d\d，按月自动）比/)
    for (const said of await words(made[3]!, 'en')) assert.match(said, /Beside No. 3 \(2026-03-02 09:30:\d\d, asked for\)/)
    for (const said of await words(first, 'zh')) assert.match(said, /按月的第一份，没有可比的/)
    assert.deepEqual([first.before, first.body.changes], [null, []])
  })

  it('is never one made in the same moment: of two who ask at once both have the one', async () => {
    const waiting = `select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted`
    const before = (await all()).length
    let asked: Promise<string>[] = []
    await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, async (tx) => {
      await lockArea(tx, area)
      asked = [ask(), ask()]
      while ((await story.sql<{ n: number }>(waiting))[0]!.n < 2);
    })
    const [one, other] = await Promise.all(asked)
    assert.deepEqual([one === other, (await all()).length], [true, before + 1])
  })

  it('never is another of the same month: of two that are made at once there is one', async () => {
    await days(30) // July
    await Promise.all([story.zhili.checkUp(), story.zhili.checkUp()])
    await byMonth()
    const found = await story.sql<{ area: string; n: number }>(
      `select area, count(*)::int as n from check_ups where made = 'schedule' and at > '2026-07-01' group by area`,
    )
    assert.ok(found.length > 3)
    for (const one of found) assert.equal(one.n, 1, one.area)
  })

  it('of two of one month that a server left from before is the later one, and neither is held against the other', async () => {
    const july = (await all()).at(-1)!
    await story.sql(
      `insert into check_ups (id, area, no, made, actor, body, at) select 'twice', area, no + 1, made, actor, body, at + interval '1 hour' from check_ups where id = $1`,
      [july.id],
    )
    await days(31)
    await byMonth()
    const august = (await all()).at(-1)!
    assert.deepEqual(
      [august.made, august.before?.id, july.before?.made, monthOf(july.before!.at)],
      ['schedule', 'twice', 'schedule', '2026-06'],
    )
    assert.equal(august.area, area)
  })
})
