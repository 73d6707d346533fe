import assert from 'node:assert/strict'
import type { LeaderView } from '../contract/cockpit.ts'
import type { RiskWall } from '../contract/object-risk.ts'
import { isRest } from '../contract/rest-parts.ts'
import type { WallPartView } from '../contract/wall.ts'
import { figureLevels, type WallFigure } from '../contract/wall-figures.ts'
import type { WallRows } from '../contract/wall-rows.ts'
import type { Story } from './story.ts'

type Person = ReturnType<Story['as']>

/** The rows behind a figure, as many as there are: fewer than a wall shows, in these stories. */
export async function rowsBehind(person: Person, figure: WallFigure, wish: Record<string, string> = {}): Promise<WallRows> {
  const { status, body } = await person.get<WallRows>(`/api/v1/cockpit/rows?${new URLSearchParams({ figure, ...wish })}`)
  assert.equal(status, 200, JSON.stringify(body))
  assert.equal(body.rows.length, body.n, figure)
  for (const { who } of body.rows) if (who?.phone) assert.match(who.phone, /\*{4}/)
  return body
}

const countOf = async (...asked: Parameters<typeof rowsBehind>): Promise<number> => (await rowsBehind(...asked)).n

/** Every figure of C1 (现在, 24 小时) and of the leader's phone is the number of the rows it opens. */
export async function figuresAreRows(person: Person): Promise<void> {
  const now = (await person.get<WallPartView>('/api/v1/cockpit/parts?part=now')).body.now!
  const answered = await rowsBehind(person, 'answered')
  assert.deepEqual(
    [
      ...[await countOf(person, 'open'), await countOf(person, 'urgent'), await countOf(person, 'overdue')],
      ...[await countOf(person, 'unaccepted'), await countOf(person, 'unaccepted-urgent'), await countOf(person, 'closed-day')],
      ...[answered.part ?? 0, answered.n],
    ],
    [
      ...[now.open.n, now.open.byGrade.extraordinary + now.open.byGrade.major, now.overdue],
      ...[now.unaccepted.n, now.unaccepted.redOrange, now.closed24h, now.acceptedOnTime.n, now.acceptedOnTime.of],
    ],
  )
  const areas = (await person.get<WallPartView>('/api/v1/cockpit/parts?part=areas')).body.areas!
  const total = (of: (load: (typeof areas)[number]) => number): number => areas.reduce((all, load) => all + of(load), 0)
  assert.deepEqual(
    [total(({ open }) => open), total(({ redOrange }) => redOrange)],
    [now.open.n, now.open.byGrade.extraordinary + now.open.byGrade.major],
    'the areas shown add up to the whole',
  )
  for (const { code, open } of areas.filter(({ code }) => isRest(code)))
    assert.equal(await countOf(person, 'open', { part: code }), open, code)
  const strip = (await person.get<WallPartView>('/api/v1/cockpit/parts?part=strip')).body.strip!
  const hours = strip.map(({ from, byGrade }) => ({ from, n: Object.values(byGrade).reduce((a, b) => a + b, 0) }))
  for (const { from, n } of hours.slice(-3)) assert.equal(await countOf(person, 'opened-hour', { hour: from }), n, from)
  assert.equal(
    await countOf(person, 'opened-day'),
    hours.reduce((sum, { n }) => sum + n, 0),
  )
  const leader = await person.get<LeaderView>('/api/v1/leader')
  if (leader.status !== 200) return
  const { unaccepted, overdue, returned } = leader.body
  assert.deepEqual(
    [await countOf(person, 'unaccepted-urgent'), await countOf(person, 'overdue'), await countOf(person, 'returned')],
    [unaccepted.n, overdue.n, returned.waiting],
  )
}

/** Every figure of C3: the levels, what moved, what is not known, each cell of the areas. */
export async function riskFiguresAreRows(person: Person): Promise<void> {
  const wall = (await person.get<RiskWall>('/api/v1/cockpit/risk')).body
  for (const level of figureLevels) assert.equal(await countOf(person, 'risk', { level }), wall.counts![level], level)
  for (const { code, counts } of wall.children!)
    for (const level of figureLevels.filter((one) => counts[one] > 0))
      assert.equal(await countOf(person, 'risk', { level, part: code }), counts[level], `${code} ${level}`)
  for (const level of figureLevels)
    assert.equal(
      wall.children!.reduce((sum, { counts }) => sum + counts[level], 0),
      wall.counts![level],
      `the parts add up: ${level}`,
    )
  const unknown = await rowsBehind(person, 'unknown')
  assert.deepEqual(
    [await countOf(person, 'worse'), await countOf(person, 'better'), await countOf(person, 'desk'), unknown.part ?? 0],
    [wall.week!.worse, wall.week!.better, wall.desk, wall.unknown!.n],
  )
}
