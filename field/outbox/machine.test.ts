import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  afterFailure,
  afterPiece,
  afterRestart,
  afterStart,
  afterWords,
  backoff,
  type Failure,
  isForgotten,
  keep,
  nextJob,
  nextStep,
  pending,
  retry,
  wakeAt,
} from './machine.ts'
import type { OutItem, OutPhoto } from './types.ts'

const at = '2026-04-10T01:42:00.000Z'
const now = Date.parse(at)
const photo = (change: Partial<OutPhoto> = {}): OutPhoto => ({
  id: 'p1',
  size: 400_000,
  sha256: null,
  file: null,
  sent: 0,
  takenAt: at,
  ...change,
})
let seq = 0
const item = (change: Partial<OutItem> = {}): OutItem => ({
  id: `k${++seq}`,
  person: 'zhou-min',
  case: 'o1',
  seq,
  verb: 'progress',
  title: '塔山公园公厕 沼气超标',
  label: '',
  body: {},
  photos: [],
  posted: false,
  state: 'ready',
  tries: 0,
  retryAt: null,
  problem: null,
  madeAt: at,
  sentAt: null,
  receipt: null,
  ...change,
})
const next = (items: OutItem[]) => nextJob(items, 'zhou-min', now)?.item.id
const failure = (change: Partial<Failure> = {}): Failure => ({ status: 409, code: 'work-order.state', words: '', ...change })

test('a report sends its words once its photos are announced, then their bytes', () => {
  const first = item({ verb: 'report', photos: [photo()] })
  assert.deepEqual(nextStep(first)?.do, 'start')
  const begun = afterStart(first, 'p1', 'f1')
  assert.equal(nextStep(begun)?.do, 'words')
  const said = afterWords(begun, { code: 'ABCDEFGHJK', areaName: '江北区' }, at)
  assert.equal(said.state, 'sending')
  assert.equal(nextStep(said)?.do, 'piece')
  assert.equal(afterPiece(said, 'p1', 262_144, at).state, 'sending')
  const whole = afterPiece(said, 'p1', 400_000, at)
  assert.equal(whole.state, 'sent')
  assert.equal(whole.sentAt, at)
})

test('evidence of a work order sends its photo first, because only a complete file is taken', () => {
  const evidence = item({ photos: [photo({ file: 'f1', sent: 262_144 })] })
  assert.equal(nextStep(evidence)?.do, 'piece')
  const whole = afterPiece(evidence, 'p1', 400_000, at)
  assert.equal(whole.state, 'sending')
  assert.equal(nextStep(whole)?.do, 'words')
  assert.equal(afterWords(whole, null, at).state, 'sent')
})

test('items of one case go in order, words may pass photos, the submission waits for all', () => {
  const accept = item({ verb: 'accept' })
  const picture = item({ photos: [photo()] })
  const words = item({})
  const submit = item({ verb: 'submit' })
  assert.equal(next([submit, words, picture, accept]), accept.id)
  const accepted = { ...accept, state: 'sent' as const }
  assert.equal(next([accepted, picture, words, submit]), words.id)
  assert.equal(next([accepted, picture, { ...words, state: 'sent' }, submit]), picture.id)
  const uploaded = { ...picture, state: 'sent' as const }
  assert.equal(next([accepted, uploaded, { ...words, state: 'sent' }, submit]), submit.id)
})

test('words of another case go before a photo that is half way', () => {
  const picture = item({ case: 'o1', state: 'sending', photos: [photo({ file: 'f1', sent: 262_144 })] })
  const other = item({ case: 'o2', verb: 'accept' })
  assert.equal(next([picture, other]), other.id)
})

test('after a refusal the later items of that case wait, other cases go on, setting it aside frees them', () => {
  const accept = item({ verb: 'accept', state: 'refused' })
  const arrive = item({ verb: 'arrive' })
  const other = item({ case: 'o2', verb: 'accept' })
  assert.equal(next([accept, arrive]), undefined)
  assert.equal(next([accept, arrive, other]), other.id)
  assert.equal(next([keep(accept), arrive]), arrive.id)
  assert.equal(next([retry(accept), arrive]), accept.id)
})

test('what another person left on the phone is not sent in my name', () => {
  assert.equal(next([item({ person: 'wu-tong' })]), undefined)
})

test('no network, faults, too many, signed out: it waits and comes again with growing pauses', () => {
  for (const status of [0, 401, 408, 429, 500, 503, 507]) {
    const after = afterFailure(item(), { do: 'words' }, failure({ status }), now)
    assert.equal(after.state, 'ready', String(status))
    assert.equal(after.retryAt, now + 2_000)
    assert.equal(nextJob([after], 'zhou-min', now), null)
    assert.ok(nextJob([after], 'zhou-min', now + 2_000))
    assert.equal(wakeAt([after], 'zhou-min'), now + 2_000)
  }
  assert.equal(afterFailure(item(), { do: 'words' }, failure({ status: 429, seconds: 40 }), now).retryAt, now + 40_000)
  assert.deepEqual([1, 2, 3, 20].map(backoff), [2_000, 4_000, 8_000, 300_000])
})

test("the server's answer comes back to the person with its reason, and stays", () => {
  const after = afterFailure(
    item(),
    { do: 'words' },
    failure({ code: 'work-order.already-accepted', words: '陈立 已于 09:41 签收' }),
    now,
  )
  assert.equal(after.state, 'refused')
  assert.deepEqual(after.problem, { code: 'work-order.already-accepted', words: '陈立 已于 09:41 签收' })
  assert.equal(retry(after).state, 'ready')
})

test('a wrong offset is set right at once; a hash that never fits comes back', () => {
  const half = photo({ file: 'f1', sent: 262_144 })
  const set = afterFailure(
    item({ photos: [half] }),
    { do: 'piece', photo: half },
    failure({ code: 'file.chunk', offset: 131_072 }),
    now,
  )
  assert.equal(set.photos[0]?.sent, 131_072)
  assert.equal(set.retryAt, null)
  let broken = item({ photos: [half] })
  for (let n = 0; n < 4; n++) {
    broken = afterFailure(broken, { do: 'piece', photo: half }, failure({ status: 422, code: 'file.hash' }), now)
    assert.equal(broken.state, 'ready')
    assert.equal(broken.photos[0]?.sent, 0)
  }
  assert.equal(
    afterFailure(broken, { do: 'piece', photo: half }, failure({ status: 422, code: 'file.hash' }), now).state,
    'refused',
  )
})

test('a forgotten upload begins anew', () => {
  const half = photo({ file: 'f1', sent: 262_144 })
  const after = afterFailure(
    item({ photos: [half] }),
    { do: 'piece', photo: half },
    failure({ status: 404, code: 'thing.not-found' }),
    now,
  )
  assert.equal(after.photos[0]?.file, null)
  assert.equal(nextStep(after)?.do, 'start')
})

test('a kill in the middle loses nothing: what was on its way is ready again under the same key', () => {
  const half = item({ state: 'sending', photos: [photo({ file: 'f1', sent: 262_144 })] })
  const again = afterRestart(half)
  assert.deepEqual({ ...again, state: 'sending' }, half)
  assert.equal(again.state, 'ready')
  assert.equal(afterRestart(item({ state: 'refused' })).state, 'refused')
})

test('the pill counts what waits and what came back, not drafts', () => {
  const items = [
    item(),
    item({ state: 'sending' }),
    item({ state: 'draft' }),
    item({ state: 'refused' }),
    item({ state: 'sent' }),
  ]
  assert.deepEqual(pending(items, 'zhou-min'), { waiting: 2, refused: 1 })
})

test('only sent items are ever forgotten, after 30 days', () => {
  const later = now + 31 * 86_400_000
  assert.equal(isForgotten(item({ state: 'sent', sentAt: at }), later), true)
  assert.equal(isForgotten(item({ state: 'sent', sentAt: at }), now + 86_400_000), false)
  for (const state of ['draft', 'ready', 'sending', 'refused', 'kept'] as const)
    assert.equal(isForgotten(item({ state, sentAt: at }), later), false)
})
