import { system } from '../../../contract/actor.ts'
import type { OffRequest, OffRequestVerb } from '../../../contract/pack-off.ts'
import { sayRefusal } from '../../../contract/refusal-words.ts'
import { followRules } from '../../city/pack/live-rules.ts'
import { settledAt } from '../../city/pack/settled.ts'
import { saveTuning } from '../../city/pack/store-releases.ts'
import { lockTurn } from '../../city/pack/store-versions.ts'
import { inScope, isWhole } from '../../city/permit/scope.ts'
import type { TimerHandler } from '../../kernel/facts.ts'
import type { Caller } from '../../kernel/http.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Timer, Tx } from '../../kernel/spine.ts'
import { type Deps, orNone, packOf } from './find.ts'
import { callsPeople, lapseMs, mayDecide, stateAfter } from './rules/off.ts'
import { endOff, insertOff, lockOff, lockOffIfFree, lockWaitingOff, type OffRow } from './store-off.ts'
import { placesOf } from './store-places.ts'

const timerOf = (id: string, dueAt: Date): Timer => ({
  key: `pack-off:${id}`,
  kind: 'pack.off-due',
  dueAt,
  body: { request: id },
})

type Ask = { pack: string; area: string; reason: string; by: Caller }

/** Asks that a pack is switched off at a place. Refused: it is off, it opens nothing (then one person switches it), or somebody has asked. */
export async function askOff(tx: Tx, { packs }: Deps, { pack: id, area, reason, by }: Ask) {
  await lockTurn(tx)
  await followRules(tx, packs)
  const pack = packOf(packs, id)
  const place = orNone((await placesOf(tx, by.scope)).find((one) => one.area === area))
  const { before, after } = settledAt(packs, pack, { place: place.area, settings: {} })
  if (before.off) throw new RefusalError({ code: 'pack.off-already' })
  if (!callsPeople(pack)) throw new RefusalError(malformed('/area', 'unfit'))
  const lapsesAt = new Date(tx.now.getTime() + lapseMs)
  const request = { id: tx.newId(), pack: pack.id, area: after.area, reason: plainText(reason), lapsesAt }
  if (!(await insertOff(tx, { ...request, by: by.person }))) throw new RefusalError({ code: 'pack.off-waiting' })
  await tx.setTimer(timerOf(request.id, lapsesAt))
  const body = { pack: pack.id, name: pack.name.zh, areaName: place.name, reason: request.reason }
  await tx.record({
    ...{ kind: 'pack.off-asked', subject: pack.id, area: place.area },
    body: { ...body, request: request.id, lapsesAt: lapsesAt.toISOString() },
  })
  return { id: request.id, pack: pack.id, state: 'waiting' as const, lapsesAt: lapsesAt.toISOString() }
}

type Answer = { id: string; verb: OffRequestVerb; note: string | null; by: Caller }

/** A second person confirms or refuses, whoever asked takes it back. Of two who press at once the second is told what became of it. */
export async function answerOff(tx: Tx, { packs }: Deps, { id, verb, note, by }: Answer) {
  await lockTurn(tx)
  await followRules(tx, packs)
  const row = orNone(await lockOff(tx, id))
  // Of a place outside one's own nobody learns that somebody asked.
  if (!offIsTheirs(row, by)) throw new RefusalError({ code: 'thing.not-found' })
  const may = mayDecide(verb, row, { person: by.person, whole: isWhole(by.scope) })
  if (!may.ok) throw new RefusalError(may.refusal)
  const state = stateAfter[verb]
  const answer = note === null ? null : plainText(note)
  await endOff(tx, row.id, { state, by: by.person, answer })
  await tx.cancelTimer([timerOf(row.id, row.lapsesAt).key])
  const body = bodyOf(packs, row)
  const about = { subject: row.pack, area: placeOf(row, by) }
  if (verb === 'confirm') {
    const pack = packOf(packs, row.pack)
    const { before } = settledAt(packs, pack, { place: about.area, settings: {} })
    await saveTuning(tx, { pack: row.pack, area: row.area, off: true, settings: before.settings }, by.person)
    await tx.record({ kind: 'pack.switched-off', ...about, body: { ...body, askedByName: row.askedByName } })
  } else
    await tx.record({
      kind: `pack.off-${state as 'refused' | 'withdrawn'}`,
      ...about,
      body: { ...body, request: row.id, note: answer },
    })
  return { id: row.id, pack: row.pack, state, lapsesAt: row.lapsesAt.toISOString() }
}

/** Switched on again, or off by another way: what waits is answered by that. */
export async function moot(tx: Tx, pack: string, area: string): Promise<void> {
  const row = await lockWaitingOff(tx, pack, area)
  if (!row) return
  await endOff(tx, row.id, { state: 'withdrawn', by: null, answer: null })
  await tx.cancelTimer([timerOf(row.id, row.lapsesAt).key])
}

/** Somebody answers it this very second: the timer comes again, or is taken away. */
const busyMs = 1_000

/** Nobody has answered within a day: the pack stays on. */
export const offDue =
  ({ packs }: Pick<Deps, 'packs'>): TimerHandler =>
  async (given, tx) => {
    const id = String(given.request)
    // The timer's row is locked already, people lock the request first: so a busy one is not waited for.
    const row = await lockOffIfFree(tx, id)
    if (row === 'busy') return tx.setTimer(timerOf(id, new Date(tx.now.getTime() + busyMs)))
    if (row?.state !== 'waiting') return
    await endOff(tx, row.id, { state: 'lapsed', by: null, answer: null })
    const area = row.area === '' ? null : row.area
    await tx.record({
      kind: 'pack.off-lapsed',
      subject: row.pack,
      area,
      actor: system,
      body: { ...bodyOf(packs, row), request: row.id },
    })
  }

const bodyOf = (packs: Deps['packs'], { pack, areaName, reason }: OffRow) => ({
  ...{ pack, name: packs.shipped(pack)?.name.zh ?? pack, areaName: areaName ?? '全市', reason },
})

/** The path of the place of a request: that of the city is the one its people answer for. */
const placeOf = ({ area }: OffRow, { scope }: Caller): string => (area === '' ? scope.find((path) => isWhole([path]))! : area)

/** Does a reader answer for the place of a request? */
export const offIsTheirs = ({ area }: Pick<OffRow, 'area'>, { scope }: Pick<Caller, 'scope'>): boolean =>
  area === '' ? isWhole(scope) : inScope(scope, area)

/** Requests as a reader sees them: those of their own places, with what they may do about each. */
export function shownOff(rows: readonly OffRow[], by: Caller): OffRequest[] {
  const whole = isWhole(by.scope)
  return rows
    .filter((row) => offIsTheirs(row, by))
    .map((row) => {
      const may = (verb: OffRequestVerb) => mayDecide(verb, row, { person: by.person, whole })
      const verbs = by.permits.has('pack.tune') ? (['confirm', 'refuse', 'withdraw'] as const) : []
      const confirm = may('confirm')
      return {
        ...{ id: row.id, area: row.area, areaName: row.areaName ?? '', reason: row.reason, state: row.state },
        ...{ askedByName: row.askedByName, askedAt: row.askedAt.toISOString(), lapsesAt: row.lapsesAt.toISOString() },
        ...{ decidedByName: row.decidedByName, decidedAt: row.decidedAt?.toISOString() ?? null, answer: row.answer },
        allowed: verbs.filter((verb) => may(verb).ok),
        why: row.state === 'waiting' && !confirm.ok ? sayRefusal(confirm.refusal.code, confirm.refusal.details) : null,
      }
    })
}
