import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { DutyList, DutyPost } from '../../contract/duty.ts'
import { lookForGaps } from '../../server/city/duty/look-gaps.ts'
import { type Story, startStory } from '../story.ts'
import { goRed, redNotices } from './septic.ts'

const post = 'post-linjiang-safety-law-a'
const townA = '99/990101/990101001/'

const dutyOf = async (story: Story, id = post, by = 'tangke'): Promise<DutyPost> => {
  const { status, body } = await story.as(by).get<DutyList>(`/api/v1/duty?area=${townA}`)
  assert.equal(status, 200, JSON.stringify(body))
  const row = body.rows.find((one) => one.post === id)
  assert.ok(row, body.rows.map((one) => one.post).join())
  return row
}
const inHours = (story: Story, hours: number): string => new Date(story.now().getTime() + hours * 3_600_000).toISOString()
const act = (story: Story, path: string, body: object, by = 'tangke') =>
  story.as(by).post<{ id: string; ids: string[]; code: string }>(`/api/v1/duty/${path}`, body)
const gapsOf = (story: Story, { gaps }: DutyPost): [number, number][] =>
  gaps.map(({ from, to }) => [hoursOf(story, from), hoursOf(story, to)])
const hoursOf = (story: Story, at: string): number => Math.round((Date.parse(at) - story.now().getTime()) / 36_000) / 100

/** 苏禾 is appointed beside 周敏, and the two have a shift each: one that runs until the fourth hour, and the next eight. */
async function rostered(t: Parameters<typeof startStory>[0]): Promise<Story> {
  const story = await startStory(t)
  await story.sql(
    `insert into appointments (id, person, post, kind, valid_from) values ('a-second', 'p-suhe', $1, 'concurrent', $2)`,
    [post, new Date(story.now().getTime() - 86_400_000)],
  )
  for (const [person, from, to] of [
    ['p-zhoumin', 0, 4],
    ['p-suhe', 4, 12],
  ] as const) {
    const made = await act(story, 'shifts', { post, person, from: inHours(story, from), to: inHours(story, to) })
    assert.equal(made.status, 200, JSON.stringify(made.body))
  }
  await story.pass({ m: 1 })
  return story
}

describe('the roster', () => {
  it('says who is on duty, who comes next, and where nobody is', async (t) => {
    const story = await rostered(t)
    const row = await dutyOf(story)
    assert.deepEqual([row.now?.personName, row.next?.personName], ['周敏', '苏禾'])
    assert.deepEqual(row.answering, [{ person: 'p-zhoumin', name: '周敏' }])
    assert.deepEqual(gapsOf(story, row), [[11.98, 168]])
    const plain = await dutyOf(story, 'post-linjiang-duty')
    assert.deepEqual([plain.kept, plain.now, plain.gaps], [false, null, []], 'a post without a roster has no gaps')
    assert.deepEqual(plain.answering, [{ person: 'p-tangke', name: '唐可' }])
    await story.pass({ h: 12 })
    const gap = await dutyOf(story)
    assert.deepEqual([gap.now, gapsOf(story, gap)[0]?.[0]], [null, 0])
    assert.equal(gap.answering.length, 2, 'while nobody is on duty every holder answers')
    await story.end()
  })

  it('is arranged for days ahead by whoever leads the post’s areas, never twice at once', async (t) => {
    const story = await rostered(t)
    const wish = { post, person: 'p-suhe', deputy: 'p-zhoumin', from: inHours(story, 11.9), to: inHours(story, 24), days: 3 }
    assert.equal((await act(story, 'shifts', wish)).body.code, 'duty.overlap')
    const made = await act(story, 'shifts', { ...wish, from: inHours(story, 12) })
    assert.equal(made.body.ids.length, 3)
    assert.equal((await dutyOf(story)).shifts.at(-1)?.deputyName, '周敏')
    assert.equal((await act(story, 'shifts', { ...wish, person: 'p-wutong' })).body.code, 'duty.not-appointed')
    assert.equal((await act(story, 'shifts', wish, 'liangzhu')).body.code, 'thing.not-found')
    assert.equal((await act(story, 'shifts', wish, 'zhoumin')).body.code, 'permit.missing')
    const cancel = await act(story, `shifts/${made.body.ids[2]}/cancel`, { reason: '排错了' })
    assert.equal(cancel.status, 200, JSON.stringify(cancel.body))
    assert.equal((await dutyOf(story)).shifts.length, 4)
    assert.deepEqual(
      (await story.facts()).filter(({ kind }) => kind.startsWith('duty.')).map(({ kind }) => kind),
      [...Array<string>(5).fill('duty.arranged'), 'duty.cancelled'],
    )
    await story.end()
  })

  it('shows a number for a purpose only, and keeps that it was shown', async (t) => {
    const story = await rostered(t)
    const look = (person: string, purpose: string, by = 'tangke') =>
      story.as(by).post<{ phone: string; code: string }>(`/api/v1/duty/posts/${post}/call`, { person, purpose })
    assert.equal((await look('p-zhoumin', '')).body.code, 'personal.purpose')
    assert.equal((await look('p-wutong', '接班核实')).body.code, 'thing.not-found', 'not of this post')
    assert.equal((await look('p-zhoumin', '接班核实', 'liangzhu')).body.code, 'thing.not-found')
    assert.deepEqual(await story.facts('personal.revealed'), [])
    assert.match((await look('p-zhoumin', '接班核实')).body.phone, /^130\d{8}$/)
    const [fact] = await story.facts('personal.revealed')
    assert.deepEqual([fact?.body.whose, fact?.body.purpose], ['周敏', '接班核实'])
    await story.end()
  })
})

describe('the duty phone of a unit', () => {
  const set = (story: Story, phone: string | null, by = 'tangke') =>
    story.as(by).post<{ phone: string | null; code: string }>('/api/v1/duty/units/unit-linjiang/phone', { phone })

  it('is entered by whoever arranges its duty, read by all, and nobody’s own', async (t) => {
    const story = await startStory(t)
    assert.equal((await set(story, '023-00001234', 'liangzhu')).body.code, 'thing.not-found', 'another town')
    assert.equal((await set(story, '023-00001234', 'zhoumin')).body.code, 'permit.missing')
    const [own] = await story.sql<{ phone: string }>(`select phone from persons where id = 'p-tangke'`)
    const split = own!.phone.replace(/^(\d{3})(\d{4})/, '$1-$2-')
    for (const phone of [own!.phone, split, `+86 ${own!.phone}`])
      assert.equal((await set(story, phone)).body.code, 'duty.phone-private', phone)
    assert.deepEqual((await set(story, '023-00001234')).body, { unit: 'unit-linjiang', phone: '023-00001234' })
    const seen = await dutyOf(story, 'post-linjiang-duty', 'qiumingyuan')
    assert.deepEqual([seen.phone, seen.allowed], ['023-00001234', ['call']])
    await set(story, null)
    assert.equal((await dutyOf(story, 'post-linjiang-duty')).phone, null)
    const facts = await story.facts('duty.phone-set')
    assert.deepEqual(
      facts.map(({ body }) => [body.unitName, body.number]),
      [
        ['临江街道基层治理指挥中心', '023-00001234'],
        ['临江街道基层治理指挥中心', null],
      ],
    )
    await story.end()
  })
})

describe('a shift handed over with hours without anybody before the next one', () => {
  it('is taken over to its own end only, and the gap is shown', async (t) => {
    const story = await rostered(t)
    await story.sql(
      `update duty_shifts set starts_at = starts_at + interval '140 hours', ends_at = ends_at + interval '140 hours' where person = 'p-suhe'`,
    )
    const { now } = await dutyOf(story)
    assert.equal((await act(story, `shifts/${now!.id}/hand-over`, { reason: '突发疾病' })).status, 200)
    const after = await dutyOf(story)
    assert.deepEqual([after.now?.personName, after.next?.personName], ['苏禾', '苏禾'])
    assert.deepEqual(gapsOf(story, after), [
      [3.98, 143.98],
      [151.98, 168],
    ])
    const long = await act(story, 'shifts', { post, person: 'p-suhe', from: inHours(story, 152), to: inHours(story, 900_000) })
    assert.deepEqual([long.status, long.body.code], [422, 'duty.too-long'])
    await story.acknowledge()
    await story.end()
  })
})

describe('a red call', () => {
  it('goes to who took the shift over meanwhile, and stands in the roster as the last call', async (t) => {
    const story = await rostered(t)
    await goRed(story)
    await story.expectNotices(redNotices)
    const { now } = await dutyOf(story)
    const over = await act(story, `shifts/${now!.id}/hand-over`, { reason: '突发疾病' })
    assert.equal(over.status, 200, JSON.stringify(over.body))
    const after = await dutyOf(story)
    assert.deepEqual([after.now?.personName, after.next, gapsOf(story, after).length], ['苏禾', null, 1])
    await story.pass({ m: 1 })
    await story.expectNotices([['suhe', 'order']])
    await story.pass({ m: 1 })
    await story.expectCalls([['suhe', 'sms']])
    const { lastCall } = await dutyOf(story)
    assert.deepEqual([lastCall?.personName, lastCall?.channel, lastCall?.state], ['苏禾', 'sms', 'sent'])
    const [fact] = await story.facts('duty.handed-over')
    assert.deepEqual([fact?.body.personName, fact?.body.toName, fact?.body.reason], ['周敏', '苏禾', '突发疾病'])
    await story.end()
  })

  it('tells whoever leads the duty of a gap today or tomorrow, once a day, until it is filled', async (t) => {
    const story = await rostered(t)
    const look = () => lookForGaps(story.zhili.spine, 'Asia/Shanghai')
    const told = async () => (await dutyOf(story)).gaps[0]?.told
    await look()
    await story.expectNotices([['tangke', 'duty-gap']])
    assert.deepEqual((await told())?.names, ['唐可'])
    const [sent] = await story.facts('notice.sent')
    assert.equal((sent!.body.gap as { postName: string }).postName, (await dutyOf(story)).postName)
    await look()
    await story.pass({ h: 3 })
    await look()
    await story.expectNotices([])
    await story.pass({ h: 22 })
    await look()
    await story.expectNotices([['tangke', 'duty-gap']])
    assert.equal((await story.facts('duty.gap-passed')).length, 1)
    assert.equal((await story.facts('notice.cancelled')).length, 1, 'yesterday’s is taken back')

    const until = inHours(story, 7 * 24)
    const filled = await act(story, 'shifts', { post, person: 'p-zhoumin', from: inHours(story, 0), to: until })
    assert.equal(filled.status, 200, JSON.stringify(filled.body))
    assert.deepEqual((await dutyOf(story)).gaps, [])
    assert.equal((await story.facts('duty.gap-filled')).length, 1)
    assert.equal((await story.facts('notice.cancelled')).length, 2, 'at once')
    await look()
    await story.expectNotices([])
    await story.end()
  })

  it('goes to whoever has the shift instead', async (t) => {
    const story = await rostered(t)
    const { now, next } = await dutyOf(story)
    const changed = await act(story, `shifts/${now!.id}/substitute`, { person: 'p-suhe', reason: '家中有事' })
    assert.equal(changed.status, 200, JSON.stringify(changed.body))
    const after = await dutyOf(story)
    assert.deepEqual([after.now?.personName, after.now?.to, after.next?.id], ['苏禾', now!.to, next!.id])
    assert.equal((await act(story, `shifts/${now!.id}/substitute`, { person: 'p-suhe', reason: '再次' })).body.code, 'duty.over')
    await goRed(story)
    await story.expectNotices(redNotices.map(([account, kind]) => [account === 'zhoumin' ? 'suhe' : account, kind]))
    await story.end()
  })

  it('gives a shift of somebody who left to another, or takes it back', async (t) => {
    const story = await rostered(t)
    await story.sql(`update appointments set valid_to = $2 where post = $1 and person = 'p-suhe'`, [post, story.now()])
    await story.sql(
      `update duty_shifts set starts_at = starts_at - interval '5 h', ends_at = ends_at - interval '5 h' where post = $1`,
      [post],
    )
    const row = await dutyOf(story)
    assert.deepEqual([row.now, row.next], [null, null])
    const [dead] = row.shifts
    assert.deepEqual([dead?.person, dead?.stands, dead?.allowed], ['p-suhe', false, ['substitute']])
    assert.deepEqual((await dutyOf(story, post, 'hechuan')).shifts[0]?.allowed, [], 'who may not arrange')
    const changed = await act(story, `shifts/${dead!.id}/substitute`, { person: 'p-zhoumin', reason: '苏禾已调离' })
    assert.equal(changed.status, 200, JSON.stringify(changed.body))
    assert.deepEqual([(await dutyOf(story)).now?.personName, (await dutyOf(story)).now?.stands], ['周敏', true])
    await story.end()
  })

  it('reaches who was lent the post by whoever is on the shift', async (t) => {
    const story = await rostered(t)
    const given = await story
      .as('zhoumin')
      .post('/api/v1/appointments/delegate', { person: 'p-xieran', until: inHours(story, 3) })
    assert.equal(given.status, 200, JSON.stringify(given.body))
    assert.deepEqual((await dutyOf(story)).answering, [{ person: 'p-xieran', name: '谢然' }])
    await goRed(story)
    await story.expectNotices(redNotices.map(([account, kind]) => [account === 'zhoumin' ? 'xieran' : account, kind]))
    await story.end()
  })
})
