import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import pg from 'pg'
import { extractText, getDocumentProxy } from 'unpdf'
import { system } from '../../contract/actor.ts'
import type { Review, ReviewList, ReviewProofs, ReviewTargets } from '../../contract/review.ts'
import type { VitalDefinition } from '../../contract/vital.ts'
import { type Story, startStory } from '../story.ts'
import { tune } from './pack-steps.ts'
import { cleanAir, goRed, leadOrder, work } from './septic.ts'

type Done = { state: string; version: number; code?: string; details?: Record<string, unknown> }
const list = async (story: Story, who = 'chenli', query = '') =>
  (await story.as(who).get<ReviewList>(`/api/v1/reviews${query}`)).body
const read = async (story: Story, id: string) => (await story.as('chenli').get<Review>(`/api/v1/reviews/${id}`)).body

/** A red tank, worked on, checked by a second person and closed. */
async function closedCase(story: Story): Promise<string> {
  await goRed(story)
  const { id } = await story.as('chenli').event()
  await work(story, 'zhoumin')
  await cleanAir(story, 10)
  assert.equal((await story.as('hechuan').post(`/api/v1/events/${id}/check`, { passed: true })).status, 200)
  await story.acknowledge()
  return id
}

/** Of duties the one is named that changes, and a change of another one of the same unit or object closes nothing. */
async function dutiesAreNamed(story: Story, review: string): Promise<void> {
  const post = (url: string, body: object, who = 'chenli') => story.as(who).post<Done>(`/api/v1/${url}`, body)
  const [unit, at] = ['unit-linjiang-safety-law', `reviews/${review}`]
  const inHours = (hours: number): string => new Date(story.now().getTime() + hours * 3_600_000).toISOString()
  const set = (target?: object) => post(`${at}/actions`, { kind: 'duty-list', words: '改职责', unit, due: inHours(72), target })
  assert.equal((await set()).body.code, 'review.target-missing')
  for (const target of [
    { what: 'duty', unit },
    { what: 'roster', post: 'post-gone' },
    { what: 'item', code: 'GONE' },
    { what: 'shift', shift: 'gone' },
  ])
    assert.equal((await set(target)).body.code, 'review.target-unknown', target.what)

  const [mine, other] = ['post-linjiang-safety-law-a', 'post-linjiang-duty']
  const arrange = async (to: string, person: string, from: number): Promise<void> => {
    const made = await post('duty/shifts', { post: to, person, from: inHours(from), to: inHours(from + 8) }, 'tangke')
    assert.equal(made.status, 200, JSON.stringify(made.body))
  }
  await arrange(mine, 'p-zhoumin', 1)
  const choices = async (q: string) =>
    (await story.as('chenli').get<ReviewTargets>(`/api/v1/${at}/targets?kind=duty-list&q=${encodeURIComponent(q)}`)).body.rows
  const roster = (await choices('值班'))
    .concat(await choices('安全'), await choices(''))
    .find(({ target }) => target.what === 'roster' && target.post === mine)
  assert.equal(roster?.stands.zh, '现在无人，往后 1 班', 'it is chosen from what is there, with how it stands')
  const [object] = await story.sql<{ id: string }>('select object as id from reviews where id = $1', [review])
  const charge = { what: 'charge', object: object!.id, role: 'grid' }
  assert.ok(
    (await choices('')).some(({ target }) => target.what === 'charge' && target.object === object!.id && target.role === 'grid'),
    'the object of the review comes first',
  )
  assert.equal((await set(roster!.target)).status, 200)
  assert.equal((await set(charge)).status, 200)
  const { actions } = await read(story, review)
  const [ofRoster, ofCharge] = ['roster', 'charge'].map((what) => actions.find(({ named }) => named?.target.what === what))
  const proofsOf = async (action: { id: string } | undefined) =>
    (await story.as('chenli').get<ReviewProofs>(`/api/v1/review-actions/${action!.id}/proofs`)).body.proofs
  const [first, ...more] = await proofsOf(ofRoster)
  assert.equal(first?.fact.body.post, mine, 'what was arranged since the review began')
  assert.deepEqual(more, [])

  await arrange(other, 'p-tangke', 1)
  await post(`objects/${object!.id}/charges`, { role: 'manager', holder: { kind: 'unit', id: unit } }, 'baining')
  assert.equal((await proofsOf(ofRoster)).length, 1, 'the roster of another post of the town is no proof')
  assert.deepEqual(await proofsOf(ofCharge), [], 'nor is another role at the same object')
  const [wrong] = await story.sql<{ at: string }>(
    `select tx::text || '.' || id as at from facts where kind = 'object.charged' and subject = $1 order by tx desc limit 1`,
    [object!.id],
  )
  assert.equal((await post(`review-actions/${ofCharge!.id}/close`, { proof: wrong!.at })).body.code, 'review.no-proof')

  await post(`objects/${object!.id}/charges`, { role: 'grid', holder: { kind: 'unit', id: unit } }, 'baining')
  const [proof] = await proofsOf(ofCharge)
  const [name] = await story.sql<{ name: string }>('select name from units where id = $1', [unit])
  assert.ok(proof?.change?.after.zh.includes(name!.name) && !proof.change.before.zh.includes(name!.name), JSON.stringify(proof))
  assert.equal((await post(`review-actions/${ofCharge!.id}/close`, { proof: proof!.fact.position })).status, 200)
  const closed = (await read(story, review)).actions.find(({ id }) => id === ofCharge!.id)
  assert.deepEqual([closed?.state, closed?.change], ['closed', proof!.change])
}

/** A version of a vital closes an action only when something differs in it, and when somebody else than who set and published it looks at it. */
async function aVitalReallyChanges(story: Story, review: string): Promise<void> {
  const words = (zh: string) => ({ zh, en: zh })
  const definition: VitalDefinition = {
    ...{ code: 'tank.gas', name: words('池内气体'), board: 'facilities', track: 'gas', unit: words('处'), decimals: 0 },
    ...{ aggregation: 'sum', times: 1, tier: 'town', cadence: 'day', dueMinutes: 60, hysteresis: 0, source: words('企业') },
  }
  const at = `vitals/${definition.code}`
  const post = (url: string, body: object, who = 'chenli') => story.as(who).post<Done>(`/api/v1/${url}`, body)
  assert.equal((await post('vitals', { definition, home: '990101' })).status, 200)
  const due = new Date(story.now().getTime() + 3 * 86_400_000).toISOString()
  const [unit, target] = ['unit-linjiang-safety-law', { what: 'vital', code: definition.code }]
  assert.equal((await post(`reviews/${review}/actions`, { kind: 'vital', words: '改常态', unit, due, target })).status, 200)
  const action = (await read(story, review)).actions.find(({ named }) => named?.target.what === 'vital')!
  const proofs = async () =>
    (await story.as('chenli').get<ReviewProofs>(`/api/v1/review-actions/${action.id}/proofs`)).body.proofs
  const draft = (more: object) =>
    story.as('chenli').put(`/api/v1/${at}/draft`, { definition: { ...definition, ...more }, version: 1 })
  await draft({})
  assert.equal((await post(`${at}/publish`, { version: 1 })).body.code, 'vital.unchanged')
  assert.deepEqual(await proofs(), [])
  await draft({ normal: { most: 2 } })
  assert.equal((await post(`${at}/publish`, { version: 1 })).status, 200)
  const [proof] = await proofs()
  const close = (who: string) => post(`review-actions/${action.id}/close`, { proof: proof!.fact.position }, who)
  assert.equal((await close('chenli')).body.code, 'review.own-change')
  assert.equal((await close('hechuan')).status, 200)
}

/** The PDF of a review has what its page has, and nobody's name in full. */
async function paperSaysIt(story: Story, id: string): Promise<void> {
  const review = await read(story, id)
  const way = `/api/v1/reviews/${id}/paper.pdf`
  assert.equal((await story.as('hanqing').get(way)).status, 404, 'of another district there is none')
  const { bytes, status } = await story.as('chenli').get(way)
  assert.equal(status, 200)
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)))
  const plain = text.join('').replace(/\s+/g, '')
  for (const one of ['风机先动', '阈值偏高', '感知', '监督没有写', '较大及以上事件', review.event!.no, '10m→15m', '完成1/2'])
    assert.ok(plain.includes(one), `${one} in ${plain.slice(0, 1200)}`)
  for (const { words, unitName } of review.actions) assert.ok(plain.includes(words) && plain.includes(unitName), words)
  const persons = new Set(review.facts.flatMap(({ actor }) => (actor.kind === 'person' ? (actor.name ?? []) : [])))
  assert.ok(persons.size > 1)
  for (const name of persons) {
    assert.ok(!plain.includes(name), `${name} is masked`)
    assert.ok(plain.includes(`${[...name][0]}*`), `and is there as ${[...name][0]}*`)
  }
  const heard = text.join('').match(/\d{4}-\d\d-\d\d\s\d\d:\d\d:\d\d/g) ?? []
  assert.ok(heard.length >= review.facts.length, `every fact of ${review.facts.length} has its time: ${heard.length}`)
}

describe('a review', () => {
  it('opens by itself once when a grave case closes, tells nobody, and closes only when what follows is shown to be done', async (t) => {
    const story = await startStory(t)
    const event = await closedCase(story)
    await story.pass({ s: 1 })
    await story.expectNotices([])
    const [row] = (await list(story)).rows
    assert.deepEqual([row?.event?.id, row?.state, row?.reasons], [event, 'open', ['grave']])
    assert.equal((await story.facts('review.opened')).length, 1)
    assert.equal((await list(story, 'chenli', `?event=${event}`)).rows.length, 1)
    const review = await read(story, row!.id)
    assert.ok(
      review.facts.some(({ kind }) => kind === 'work-order.accepted'),
      'its timeline is read from facts',
    )

    const post = (url: string, body: object, who = 'chenli') => story.as(who).post<Done>(`/api/v1/${url}`, body)
    const at = `reviews/${row!.id}`
    assert.equal((await post(`${at}/fill`, { version: 1, wentWell: '', gaps: {} })).body.code, 'review.empty')
    assert.equal((await post(`${at}/move`, { version: 1, verb: 'close' })).body.code, 'review.state')
    assert.equal(
      (await post(`${at}/fill`, { version: 1, wentWell: '风机先动', gaps: { sense: '阈值偏高' } })).body.state,
      'filled',
    )
    assert.equal((await post(`${at}/move`, { version: 1, verb: 'discuss' })).body.code, 'version.stale')
    assert.equal((await post(`${at}/move`, { version: 2, verb: 'discuss' })).body.state, 'discussed')

    const due = new Date(story.now().getTime() + 3 * 86_400_000).toISOString()
    const unit = 'unit-linjiang-safety-law'
    const set = (kind: string, words: string, target?: object) => post(`${at}/actions`, { kind, words, unit, due, target })
    assert.equal((await set('setting', '本区解除时间调长')).body.code, 'review.target-missing')
    const hold = { what: 'setting', pack: 'septic-gas', setting: 'clear-hold' }
    for (const [kind, target] of [
      ['plan', hold],
      ['setting', { ...hold, setting: 'gone' }],
      ['rule', { what: 'rule', pack: 'septic-gas', rule: 'gone' }],
      ['vital', { what: 'vital', code: 'gone' }],
    ] as const)
      assert.equal((await set(kind, '改不到的', target)).body.code, 'review.target-unknown')
    const { rows } = (
      await story.as('chenli').get<ReviewTargets>(`/api/v1/${at}/targets?kind=setting&q=${encodeURIComponent('恢复保持')}`)
    ).body
    const choice = rows.find(({ target }) => target.what === 'setting' && target.setting === 'clear-hold')
    assert.equal(choice?.stands.zh, '10m', 'it is chosen from what is there, with how it stands')
    assert.equal((await set('setting', '本区解除时间调长', choice?.target)).body.state, 'acting')
    assert.equal((await set('other', '给公厕装标识')).body.state, 'acting')
    const [setting, other] = (await read(story, row!.id)).actions
    const stale = await post(`review-actions/${setting!.id}/close`, { note: '改好了' })
    assert.equal(stale.body.code, 'review.no-proof', 'words are no change')
    const early = await post(`${at}/move`, { version: 5, verb: 'close' })
    assert.deepEqual([early.body.code, early.body.details], ['review.actions-running', { n: 2 }])

    const proofs = async () =>
      (await story.as('chenli').get<ReviewProofs>(`/api/v1/review-actions/${setting!.id}/proofs`)).body.proofs
    assert.deepEqual(await proofs(), [])
    const tuned = async (settings: object) => {
      await tune(story, 'septic-gas', settings)
      const [fact] = await story.sql<{ at: string }>(
        `select tx::text || '.' || id as at from facts where kind = 'pack.tuned' order by tx desc, id desc limit 1`,
      )
      return fact!.at
    }
    const anotherSetting = await tuned({ 'ineffective-within': '8m' })
    assert.deepEqual(await proofs(), [], 'another setting of the same pack is no proof')
    const wrong = await post(`review-actions/${setting!.id}/close`, { proof: anotherSetting })
    assert.equal(wrong.body.code, 'review.no-proof')
    await tuned({ 'clear-hold': '15m' })
    const [proof, ...others] = await proofs()
    const shown = proof?.fact
    assert.deepEqual([shown?.kind, proof?.change?.before.zh, proof?.change?.after.zh, others], ['pack.tuned', '10m', '15m', []])
    assert.equal((await post(`review-actions/${setting!.id}/close`, { proof: '1.1' })).body.code, 'review.no-proof')
    assert.equal((await post(`review-actions/${setting!.id}/close`, { proof: shown!.position })).status, 200)

    await paperSaysIt(story, row!.id)
    const closed = (await read(story, row!.id)).actions.find(({ id }) => id === setting!.id)
    assert.deepEqual([closed?.named?.stands.zh, closed?.change?.after.zh, closed?.unnamed], ['10m', '15m', false])

    const busy = new pg.Client({ connectionString: story.url })
    await busy.connect()
    await busy.query('begin')
    await busy.query('select 1 from review_actions where id = $1 for update', [other!.id])
    await story.pass({ d: 3, m: 1 })
    assert.deepEqual(await story.facts('review.action-overdue'), [], 'somebody is at work on it: its timer waits for nobody')
    await busy.query('rollback')
    await busy.end()
    await story.pass({ s: 2 })
    const overdue = await story.facts('review.action-overdue')
    assert.deepEqual(
      overdue.map(({ body }) => body.action),
      [other!.id],
      'only what runs, and once',
    )
    assert.ok((await story.sql(`select 1 from notices where kind = 'review-action'`)).length > 0, 'its unit hears of it')
    await story.acknowledge()
    const closing = `review-actions/${other!.id}/close`
    assert.equal((await post(closing, { note: '标识装了' })).body.code, 'review.own-word', 'one’s own word is no proof')
    assert.equal((await post(closing, {}, 'hechuan')).body.code, 'review.own-word', 'nor is no word')
    const handing = `review-actions/${other!.id}/hand-over`
    assert.equal((await post(handing, { reason: '转环卫所' })).body.code, 'review.same-person')
    assert.equal((await post(handing, { reason: '转环卫所' }, 'hechuan')).status, 200)
    assert.equal((await post(handing, { reason: '再转' }, 'hechuan')).body.code, 'review.action-over')
    const { version } = await read(story, row!.id)
    assert.equal((await post(`${at}/move`, { version, verb: 'close' })).body.state, 'closed')
    const counts = (await list(story, 'chenli', '?view=closed')).counts
    assert.deepEqual(counts, { running: 0, closed: 1, overdue: 0 })
    assert.equal(
      (await post(`${at}/move`, { version: version + 1, verb: 'reopen', reason: '又有新情况' })).body.state,
      'reopened',
    )
    await story.end()
  })

  it('says of actions from before things were named that they were not, and closes them by their kind as it was', async (t) => {
    const story = await startStory(t)
    await closedCase(story)
    await story.pass({ s: 1 })
    const [row] = (await list(story)).rows
    await story.sql(`update reviews set state = 'acting' where id = $1`, [row!.id])
    const id = randomUUID()
    await story.sql(
      `insert into review_actions (id, review, kind, words, unit, unit_name, due, state, by_person, by_name, made_at)
       values ($1, $2, 'setting', '改参数', 'u', 'U', $3, 'running', 'p', 'P', $3)`,
      [id, row!.id, story.now()],
    )
    const [action] = (await read(story, row!.id)).actions
    assert.deepEqual([action?.named, action?.unnamed], [null, true])
    await tune(story, 'septic-gas', { 'ineffective-within': '8m' })
    const { proofs } = (await story.as('chenli').get<ReviewProofs>(`/api/v1/review-actions/${id}/proofs`)).body
    assert.deepEqual(
      proofs.map(({ fact, change }) => [fact.kind, change]),
      [['pack.tuned', null]],
    )
    await story.acknowledge()
    await dutiesAreNamed(story, row!.id)
    await aVitalReallyChanges(story, row!.id)
    await story.end()
  })

  it('opens at once when a return is overruled, and is of its own areas only', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    const back = (proposed: string) => ({ reason: 'function', basis: '镇街履职清单第 12 条', proposed })
    const first = await leadOrder(story.as('zhoumin'))
    await story.as('zhoumin').post(`/api/v1/work-orders/${first.id}/return`, back('unit-beian-urban-management'))
    const ruled = { unit: 'unit-linjiang-safety-law', reason: '属地负责', rule: false }
    const answer = await story.as('chenli').post(`/api/v1/work-orders/${first.id}/arbitrate`, ruled)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    await story.pass({ s: 1 })
    const [row] = (await list(story)).rows
    assert.deepEqual(row?.reasons, ['return-overruled'])
    const other = await story.as('hanqing').get<ReviewList>('/api/v1/reviews')
    assert.deepEqual([other.status, other.body.rows], [200, []], 'who sees cases only sees no reviews')
    await story.acknowledge()
    await story.end()
  })

  it('opens for a vital that was outside at two check-ups of an area and opened no event, once while it runs', async (t) => {
    const story = await startStory(t)
    const one = { id: 'v-water', name: { zh: '水质', en: 'Water' } }
    const made = async (no: number, outside: object[], days = no, how = 'schedule'): Promise<void> => {
      const id = randomUUID()
      // a day apart: check-ups that are asked for one after the other say nothing
      const at = new Date(story.now().getTime() + days * 86_400_000)
      await story.sql(`insert into check_ups (id, area, no, made, body, at) values ($1, '990101', $2, $5, $3, $4)`, [
        ...[id, no, JSON.stringify({ outside }), at, how],
      ])
      const body = { checkUp: id, areaName: '北岸区', no, tier: 'district', changes: 0, sent: false }
      await story.zhili.spine.transaction(system, (tx) =>
        tx.record({ kind: 'check-up.made', subject: id, area: '99/990101/', body }),
      )
      await story.pass({ s: 1 })
    }
    const opened = async () => (await list(story)).rows.map(({ title, reasons, event }) => ({ title, reasons, event }))
    await made(1, [one, { ...one, id: 'v-air' }])
    assert.deepEqual(await opened(), [], 'once is no habit')
    await made(2, [one], 1)
    assert.deepEqual(await opened(), [], 'asked for twice on one day')
    // Made by hand in between, half a day before the next of the schedule: it hides nothing.
    await made(3, [], 1.5, 'asked')
    assert.deepEqual(await opened(), [])
    await made(4, [one], 2)
    const found = [{ title: '北岸区 水质', reasons: ['vital-unanswered'], event: null }]
    assert.deepEqual(await opened(), found)
    await made(5, [one])
    assert.deepEqual(await opened(), found)
    await story.end()
  })
})
