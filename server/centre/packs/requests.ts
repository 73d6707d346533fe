import { system } from '../../../contract/actor.ts'
import type { PackRequest } from '../../../contract/pack-requests.ts'
import { sameJson } from '../../../contract/rule-words/same-json.ts'
import { followRules } from '../../city/pack/live-rules.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { refuseWrong, settledAt } from '../../city/pack/settled.ts'
import { saveTuning } from '../../city/pack/store-releases.ts'
import { lockTurn } from '../../city/pack/store-versions.ts'
import { isWhole } from '../../city/permit/scope.ts'
import {
  type Answer,
  answerRequest,
  answersOf,
  dropRequest,
  requestDue,
  type SecondPerson,
  type Undone,
} from '../../city/second-person/requests.ts'
import type { TimerHandler } from '../../kernel/facts.ts'
import type { Caller } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import { timer } from './ask-request.ts'
import { basisAt } from './basis.ts'
import { type Deps, packOf } from './find.ts'
import { isTheirs } from './is-theirs.ts'
import { isSecond } from './rules/requests.ts'
import { changeWords, saidChanges, stillStands } from './rules/setting-changes.ts'
import { lockWaitingOff, packRequests, type RequestRow } from './store-requests.ts'

/** By whom what is asked of a pack is answered. */
const answers = {
  codes: { state: 'pack.request-state', own: 'pack.request-own', second: 'pack.request-second' },
  isSecond: (verb: 'confirm' | 'refuse', row: RequestRow, { scope }: Caller) => isSecond(verb, row, { whole: isWhole(scope) }),
} as const

const secondOf = (packs: Packs): SecondPerson<RequestRow, Caller> => ({
  ...answers,
  kept: packRequests,
  timer,
  sees: isTheirs,
  confirm: (tx, row, by) => putInForce(tx, packs, { row, area: placeOf(row, by), by }),
  tellUndone: (tx, row, how, by) => tellUndone(tx, packs, { row, ...how, area: by ? placeOf(row, by) : row.area || null }),
})

/** Answers what was asked of a pack, or takes it back. */
export async function answerAsked(tx: Tx, { packs }: Deps, answer: Answer, by: Caller) {
  await lockTurn(tx)
  await followRules(tx, packs)
  const { row, state } = await answerRequest(tx, secondOf(packs), answer, by)
  return { id: row.id, pack: row.pack, state, lapsesAt: row.lapsesAt.toISOString() }
}

export const packRequestDue = ({ packs }: Pick<Deps, 'packs'>): TimerHandler => requestDue(secondOf(packs))

type Confirmed = { row: RequestRow; area: string; by: Caller }

async function putInForce(tx: Tx, packs: Packs, { row, area, by }: Confirmed): Promise<void> {
  const { askedByName } = row
  const pack = packOf(packs, row.pack)
  const wanted = Object.fromEntries(row.changes.map(({ setting, to }) => [setting, to]))
  const { before, after } = settledAt(packs, pack, { place: area, settings: wanted })
  if (row.what === 'off') {
    await saveTuning(tx, { ...after, off: true, settings: before.settings }, by.person)
    const body = { ...bodyOf(packs, row), askedByName, request: row.id }
    await tx.record({ kind: 'pack.switched-off', subject: row.pack, area, body })
    return
  }
  if (!sameJson(row.basis, basisAt(packs, pack, row.area))) throw new RefusalError({ code: 'pack.request-stale' })
  await refuseWrong(tx, packs, { pack, after })
  await saveTuning(tx, after, by.person)
  const tried = { ...(row.backtest && { backtest: row.backtest }), ...(row.tried && { tried: row.tried }) }
  const body = { ...bodyOf(packs, row), ...saidChanges(pack, row.area, row.changes), ...tried, askedByName, request: row.id }
  await tx.record({ kind: 'pack.tuned', subject: row.pack, area: null, body })
}

type Told = { row: RequestRow; area: string | null } & Undone

async function tellUndone(tx: Tx, packs: Packs, { row, area, state, note }: Told): Promise<void> {
  const about = { subject: row.pack, area, ...(state === 'lapsed' && { actor: system }) }
  const body = { ...bodyOf(packs, row), request: row.id }
  const what = wordsOf(packs, row)
  if (row.what === 'off')
    await (state === 'lapsed'
      ? tx.record({ kind: 'pack.off-lapsed', ...about, body })
      : tx.record({ kind: `pack.off-${state}`, ...about, body: { ...body, note } }))
  else
    await (state === 'lapsed'
      ? tx.record({ kind: 'pack.tune-lapsed', ...about, body: { ...body, what } })
      : tx.record({ kind: `pack.tune-${state}`, ...about, body: { ...body, what, note } }))
}

/** Switched on again, or off by another way: what waits is answered by that. Answers the request that is over. */
export async function moot(tx: Tx, pack: string, area: string): Promise<string | null> {
  const row = await lockWaitingOff(tx, pack, area)
  if (row) await dropRequest(tx, { kept: packRequests, timer }, row)
  return row?.id ?? null
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
      const holds = by.permits.has('pack.tune')
      const { allowed, why } = answersOf(answers, row, by, holds)
      const undo = holds && undoable.has(row.id) ? (['undo'] as const) : []
      return {
        ...{ id: row.id, what: row.what, area: row.area, areaName: row.areaName ?? '', reason: row.reason, state: row.state },
        ...{ changes: row.changes, tried: row.tried, backtest: row.backtest, undoes: row.undoes },
        ...{ askedByName: row.askedByName, askedAt: row.askedAt.toISOString(), lapsesAt: row.lapsesAt.toISOString() },
        ...{ decidedByName: row.decidedByName, decidedAt: row.decidedAt?.toISOString() ?? null, answer: row.answer },
        allowed: [...allowed, ...undo],
        why,
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
