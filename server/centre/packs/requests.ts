import { system } from '../../../contract/actor.ts'
import type { PackRequest, PackRequestVerb } from '../../../contract/pack-requests.ts'
import { sayRefusal } from '../../../contract/refusal-words.ts'
import { sameJson } from '../../../contract/rule-words/same-json.ts'
import { followRules } from '../../city/pack/live-rules.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { refuseWrong, settledAt } from '../../city/pack/settled.ts'
import { saveTuning } from '../../city/pack/store-releases.ts'
import { lockTurn } from '../../city/pack/store-versions.ts'
import { isWhole } from '../../city/permit/scope.ts'
import type { TimerHandler } from '../../kernel/facts.ts'
import type { Caller } from '../../kernel/http.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import { timerOf } from './ask-request.ts'
import { basisAt } from './basis.ts'
import { type Deps, orNone, packOf } from './find.ts'
import { isTheirs } from './is-theirs.ts'
import { mayDecide, stateAfter } from './rules/requests.ts'
import { changeWords, saidChanges, stillStands } from './rules/setting-changes.ts'
import { endRequest, lockRequest, lockRequestIfFree, lockWaitingOff, type RequestRow } from './store-requests.ts'

type Answer = { id: string; verb: PackRequestVerb; note: string | null; by: Caller }

/** A second person confirms or refuses, whoever asked takes it back. Of two who press at once the second is told what became of it. */
export async function answerRequest(tx: Tx, { packs }: Deps, { id, verb, note, by }: Answer) {
  await lockTurn(tx)
  await followRules(tx, packs)
  const row = orNone(await lockRequest(tx, id))
  // Of a place outside one's own nobody learns that somebody asked.
  if (!isTheirs(row, by)) throw new RefusalError({ code: 'thing.not-found' })
  const may = mayDecide(verb, row, { person: by.person, whole: isWhole(by.scope) })
  if (!may.ok) throw new RefusalError(may.refusal)
  const state = stateAfter[verb]
  const answer = note === null ? null : plainText(note)
  await endRequest(tx, row.id, { state, by: by.person, answer })
  await tx.cancelTimer([timerOf(row.id, row.lapsesAt).key])
  const area = placeOf(row, by)
  if (verb === 'confirm') await putInForce(tx, packs, { row, area, by })
  else await tellAnswer(tx, packs, { row, area, state: state as 'refused' | 'withdrawn', note: answer })
  return { id: row.id, pack: row.pack, state, lapsesAt: row.lapsesAt.toISOString() }
}

type Confirmed = { row: RequestRow; area: string; by: Caller }

async function putInForce(tx: Tx, packs: Packs, { row, area, by }: Confirmed): Promise<void> {
  const { askedByName } = row
  const pack = packOf(packs, row.pack)
  const wanted = Object.fromEntries(row.changes.map(({ setting, to }) => [setting, to]))
  const { before, after } = settledAt(packs, pack, { place: area, settings: wanted })
  if (row.what === 'off') {
    await saveTuning(tx, { ...after, off: true, settings: before.settings }, by.person)
    const body = { ...bodyOf(packs, row), askedByName }
    await tx.record({ kind: 'pack.switched-off', subject: row.pack, area, body })
    return
  }
  if (!sameJson(row.basis, basisAt(packs, pack, row.area))) throw new RefusalError({ code: 'pack.request-stale' })
  await refuseWrong(tx, packs, { pack, after })
  await saveTuning(tx, after, by.person)
  const tried = { ...(row.backtest && { backtest: row.backtest }), ...(row.tried && { tried: row.tried }) }
  const body = { ...bodyOf(packs, row), ...saidChanges(pack, row.area, row.changes), ...tried, askedByName }
  await tx.record({ kind: 'pack.tuned', subject: row.pack, area: null, body })
}

type Told = { row: RequestRow; area: string; state: 'refused' | 'withdrawn'; note: string | null }

async function tellAnswer(tx: Tx, packs: Packs, { row, area, state, note }: Told): Promise<void> {
  const body = { ...bodyOf(packs, row), request: row.id, note }
  const about = { subject: row.pack, area }
  if (row.what === 'off') await tx.record({ kind: `pack.off-${state}`, ...about, body })
  else await tx.record({ kind: `pack.tune-${state}`, ...about, body: { ...body, what: wordsOf(packs, row) } })
}

/** Switched on again, or off by another way: what waits is answered by that. */
export async function moot(tx: Tx, pack: string, area: string): Promise<void> {
  const row = await lockWaitingOff(tx, pack, area)
  if (!row) return
  await endRequest(tx, row.id, { state: 'withdrawn', by: null, answer: null })
  await tx.cancelTimer([timerOf(row.id, row.lapsesAt).key])
}

/** Somebody answers it this very second: the timer comes again, or is taken away. */
const busyMs = 1_000

/** Nobody has answered within a day: everything stays as it is. */
export const requestDue =
  ({ packs }: Pick<Deps, 'packs'>): TimerHandler =>
  async (given, tx) => {
    const id = String(given.request)
    // The timer's row is locked already, people lock the request first: so a busy one is not waited for.
    const row = await lockRequestIfFree(tx, id)
    if (row === 'busy') return tx.setTimer(timerOf(id, new Date(tx.now.getTime() + busyMs)))
    if (row?.state !== 'waiting') return
    await endRequest(tx, row.id, { state: 'lapsed', by: null, answer: null })
    const about = { subject: row.pack, area: row.area === '' ? null : row.area, actor: system }
    const body = { ...bodyOf(packs, row), request: row.id }
    if (row.what === 'off') await tx.record({ kind: 'pack.off-lapsed', ...about, body })
    else await tx.record({ kind: 'pack.tune-lapsed', ...about, body: { ...body, what: wordsOf(packs, row) } })
  }

const bodyOf = (packs: Packs, { pack, areaName, reason }: RequestRow) => ({
  ...{ pack, name: packs.shipped(pack)?.name.zh ?? pack, areaName: areaName ?? '全市', reason },
})

const wordsOf = (packs: Packs, { pack, changes }: RequestRow): string =>
  changeWords(packs.shipped(pack) ?? { settings: {} }, changes)

/** The path of the place of a request: that of the city is the one its people answer for. */
const placeOf = ({ area }: RequestRow, { scope }: Caller): string => (area === '' ? scope.find((path) => isWhole([path]))! : area)

type Shown = { packs: Packs; pack: string; by: Caller }

/** Requests as a reader sees them: those of their own places, with what they may do about each. */
export function shownRequests(rows: readonly RequestRow[], { packs, pack, by }: Shown): PackRequest[] {
  const undoable = new Set(lastChanges(packs, pack, rows).map(({ id }) => id))
  return rows
    .filter((row) => isTheirs(row, by))
    .map((row) => {
      const may = (verb: PackRequestVerb) => mayDecide(verb, row, { person: by.person, whole: isWhole(by.scope) })
      const verbs = by.permits.has('pack.tune') ? (['confirm', 'refuse', 'withdraw'] as const) : []
      const confirm = may('confirm')
      const undo = verbs.length > 0 && undoable.has(row.id) ? (['undo'] as const) : []
      return {
        ...{ id: row.id, what: row.what, area: row.area, areaName: row.areaName ?? '', reason: row.reason, state: row.state },
        ...{ changes: row.changes, tried: row.tried, backtest: row.backtest, undoes: row.undoes },
        ...{ askedByName: row.askedByName, askedAt: row.askedAt.toISOString(), lapsesAt: row.lapsesAt.toISOString() },
        ...{ decidedByName: row.decidedByName, decidedAt: row.decidedAt?.toISOString() ?? null, answer: row.answer },
        allowed: [...verbs.filter((verb) => may(verb).ok), ...undo],
        why: row.state === 'waiting' && !confirm.ok ? sayRefusal(confirm.refusal.code, confirm.refusal.details) : null,
      }
    })
}

/** The newest change of each place that still stands as it was confirmed, where nothing waits: it can be taken back. */
function lastChanges(packs: Packs, pack: string, rows: readonly RequestRow[]): RequestRow[] {
  const last = new Map<string, RequestRow | null>()
  for (const row of rows)
    if (row.state === 'waiting') last.set(row.area, null)
    else if (row.what === 'settings' && row.state === 'confirmed' && !last.has(row.area)) last.set(row.area, row)
  const own = (area: string) => packs.tunings().find((one) => one.pack === pack && one.area === area)?.settings ?? {}
  return [...last.values()].filter((row): row is RequestRow => row !== null && stillStands(row.changes, own(row.area)))
}
