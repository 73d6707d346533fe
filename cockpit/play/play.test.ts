import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { redTurnMs, redTurns } from '../../contract/red-turns.ts'
import type { WallPlaylist, WallPush, WallTurn } from '../../contract/wall.ts'
import { playConditionIds, wallScreenIds } from '../../contract/wall-kinds.ts'
import { isUnaccepted, type Waiting } from '../war/push.ts'
import { caseHeldMs, counts, firstTurn, type Hand, named, type Showing, showing, type Turning, turnAt } from './play.ts'

type Red = Waiting & { id: string }
const start = Date.parse('2026-04-10T01:00:00Z')
const red = (id: string, over: Partial<Red> = {}): Red => ({
  ...{ id, title: `井 ${id}`, grade: 'extraordinary', state: 'open', holder: null },
  ...{ clock: { clock: 'accept', from: '', due: '' } as never, openedAt: new Date(start).toISOString() },
  ...over,
})
const turn = (over: Partial<WallTurn> = {}): WallTurn => ({
  ...{ screen: 'overview', area: null, seconds: 30, when: 'always', hours: null },
  ...over,
})
const list = (...turns: WallTurn[]): WallPlaylist => ({ turns })
const nobody: Hand = { scene: null, until: 0 }
/** Who waits, as the server says it beside the rows. */
const turnsOf = (reds: readonly Red[]): string[] =>
  redTurns(reds.map((one) => ({ id: one.id, exercise: false, waits: isUnaccepted(one) })))
const quiet = { reds: [] as Red[], clock: '09:00' }

describe('a turn of the playlist', () => {
  it('counts by what is open and by the hour, over midnight too', () => {
    const at = (when: WallTurn['when'], reds: Red[], clock = '09:00', hours: WallTurn['hours'] = null) =>
      counts(turn({ when, hours }), { reds, clock })
    const held = red('a', { holder: '周敏', state: 'handling' })
    assert.deepEqual([at('red-open', []), at('red-open', [held]), at('red-unaccepted', [held])], [false, true, false])
    assert.deepEqual([at('red-unaccepted', [red('b')]), at('quiet', [held]), at('quiet', [])], [true, false, true])
    const night = { from: '22:00', until: '06:00' }
    assert.deepEqual(
      ['21:59', '22:00', '05:59', '06:00'].map((clock) => at('hours', [], clock, night)),
      [false, true, true, false],
    )
    assert.equal(counts(turn({ screen: 'event' }), quiet), false, 'one event, and there is none')
  })

  it('is over after its seconds or when it counts no more, and stays while paused', () => {
    const playlist = list(turn({ seconds: 30 }), turn({ screen: 'risk', when: 'quiet', seconds: 20 }))
    const step = (from: Turning, after: number, paused = false, reds: Red[] = []) =>
      turnAt(from, { playlist, look: { reds, clock: '09:00' }, now: start + after, paused })
    const first = firstTurn(start)
    assert.equal(step(first, 29_999), first)
    const second = step(first, 30_000)
    assert.deepEqual(second, { at: 1, since: start + 30_000 })
    assert.equal(step(second, 90_000, true), second, 'paused')
    assert.equal(step(second, 31_000, false, [red('a')]).at, 0, 'quiet no more')
  })
})

/** Numbers that look like chance and are the same each time (mulberry32). */
function chance(seed: number): (n: number) => number {
  let state = seed
  return (n) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % n
  }
}

describe('an unaccepted red event', () => {
  it('is on the wall or named above it, whatever is played, pushed or chosen, in 400 random hours', () => {
    let looked = 0
    let barred = 0
    for (let seed = 1; seed <= 400; seed++) {
      const pick = chance(seed)
      const turns = Array.from({ length: pick(5) }, () => {
        const when = playConditionIds[pick(playConditionIds.length)]!
        const hours = when === 'hours' ? { from: `0${pick(10)}:00`, until: `1${pick(10)}:30` } : null
        return turn({ screen: wallScreenIds[pick(wallScreenIds.length)]!, seconds: 10 + pick(50), when, hours })
      })
      let turning = firstTurn(start)
      let reds: Red[] = []
      let push: WallPush | null = null
      let hand = nobody
      for (let s = 0; s < 3600; s += 15) {
        const now = start + s * 1000
        if (pick(12) === 0) reds = [...reds, red(`${seed}-${s}`, { openedAt: new Date(now).toISOString() })]
        if (pick(10) === 0) reds = reds.map((one) => (pick(2) ? { ...one, holder: '周敏', state: 'handling' as const } : one))
        if (pick(10) === 0) reds = reds.filter(() => pick(2) === 0)
        if (pick(40) === 0)
          push = {
            ...{ screen: wallScreenIds[pick(4)]!, area: null, event: pick(2) ? 'other' : null, by: '何川', postName: null },
            until: new Date(now + pick(600) * 1000).toISOString(),
          }
        if (pick(30) === 0) hand = { scene: { screen: 'risk', area: null, event: null }, until: now + 120_000 }
        if (pick(30) === 0)
          hand = { scene: { screen: 'event', area: null, event: reds[0]?.id ?? 'gone' }, until: now + caseHeldMs }
        if (pick(20) === 0) hand = { scene: null, until: now + 120_000 }
        turning = turnAt(turning, { playlist: list(...turns), look: { reds, clock: '09:00' }, now, paused: pick(9) === 0 })
        const shown: Showing<Red> = showing({
          ...{ reds, waiting: turnsOf(reds), push, playlist: list(...turns) },
          ...{ turning, hand, clock: '09:00', now },
        })
        const waiting = reds.filter(isUnaccepted)
        if (waiting.length === 0) assert.equal(shown.bar, null)
        else {
          const seen = waiting.some(({ id }) => id === shown.scene.event || id === shown.bar?.id)
          assert.ok(seen, `seed ${seed}, second ${s}: ${JSON.stringify(shown)}`)
          looked++
          if (shown.bar) barred++
        }
      }
    }
    assert.ok(looked > 10_000 && barred > 1_000, `${looked} looks, ${barred} bars`)
  })

  it('takes the wall by itself when nothing was chosen or pushed', () => {
    const shown = showing({
      ...{ reds: [red('a')], waiting: ['a'], push: null, playlist: list(turn({ screen: 'risk' })), turning: firstTurn(start) },
      ...{ hand: nobody, clock: '09:00', now: start },
    })
    assert.deepEqual([shown.why, shown.scene.event, shown.bar, shown.more], ['red', 'a', null, 0])
  })

  it('has its turn and is counted though there are sixty, the fifty newest of which have rows', () => {
    const all = Array.from({ length: 60 }, (_, n) => red(`r${n}`, { openedAt: new Date(start + n * 1000).toISOString() }))
    const asked = {
      reds: all.slice(10),
      waiting: turnsOf(all),
      push: null,
      playlist: null,
      turning: firstTurn(start),
      clock: '09:00',
    }
    const turns = Array.from({ length: 60 }, (_, n) => showing({ ...asked, hand: nobody, now: start + n * redTurnMs }))
    assert.equal(new Set(turns.map(({ scene }) => scene.event)).size, 60)
    assert.ok(turns.every(({ scene, bar, more }) => bar && bar.id !== scene.event && more === 58))
    const chosen = { scene: { screen: 'risk', area: null, event: null }, until: Number.POSITIVE_INFINITY } as const
    const named = Array.from({ length: 60 }, (_, n) => showing({ ...asked, hand: chosen, now: start + n * redTurnMs }))
    assert.equal(new Set(named.map(({ bar }) => bar?.id)).size, 50, 'each that has a row is named in its turn')
    assert.ok(named.every(({ more }) => more === 59))
  })
})

describe('a case somebody opened', () => {
  const at = (now: number, over = false, reds: Red[] = []) =>
    showing({
      ...{ reds, waiting: turnsOf(reds), push: null, playlist: list(turn({ screen: 'risk' })), turning: firstTurn(start) },
      ...{ hand: { scene: { screen: 'event', area: null, event: 'b' }, until: start + caseHeldMs, over }, clock: '09:00', now },
    })
  it('stays five minutes after the last touch, then the wall goes on as if nobody had come', () => {
    assert.equal(caseHeldMs, 300_000)
    assert.deepEqual([at(start).scene.event, at(start + 299_999).scene.event], ['b', 'b'])
    const later = at(start + caseHeldMs)
    assert.deepEqual([later.why, later.scene.screen], ['playlist', 'risk'])
    assert.deepEqual([at(start + caseHeldMs, false, [red('a')]).why], ['red'], 'and who waits takes the wall')
  })
  it('is left at once when it came to its end', () => assert.equal(at(start, true).scene.event, null))
  it('has whoever else waits named above it, and is named itself where its picture cannot be read', () => {
    const reds = [red('a'), red('b')]
    assert.deepEqual([at(start, false, reds).bar?.id, at(start, false, [red('b')]).bar], ['a', null])
    assert.equal(named({ reds: [red('b')], waiting: ['b'], now: start }, null).bar?.id, 'b')
  })
})

describe('what is pushed', () => {
  const push: WallPush = {
    screen: 'risk',
    area: '500105',
    event: null,
    until: new Date(start + 60_000).toISOString(),
    by: '何川',
    postName: '值班长',
  }
  const at = (now: number, reds: Red[] = []) =>
    showing({
      reds,
      waiting: turnsOf(reds),
      push,
      playlist: list(turn()),
      turning: firstTurn(start),
      hand: nobody,
      clock: '09:00',
      now,
    })
  it('stands before the playlist until its time is over, an unaccepted red one named above it', () => {
    assert.deepEqual([at(start).why, at(start).scene.area, at(start + 60_000).why], ['pushed', '500105', 'playlist'])
    const shown = at(start, [red('a')])
    assert.deepEqual([shown.scene.screen, shown.bar?.id], ['risk', 'a'])
  })
})
