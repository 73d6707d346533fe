import type { Pack } from '../../../contract/pack.ts'
import type { SettingsAsk } from '../../../contract/pack-requests.ts'
import { sameJson } from '../../../contract/rule-words/same-json.ts'
import type { Words } from '../../../contract/words.ts'
import type { Tuning } from '../../city/pack/in-force.ts'
import { followRules } from '../../city/pack/live-rules.ts'
import { refuseWrong, settledAt } from '../../city/pack/settled.ts'
import { lockTurn } from '../../city/pack/store-versions.ts'
import { keepRequest } from '../../city/second-person/requests.ts'
import { lockRequest } from '../../city/second-person/store.ts'
import type { Caller } from '../../kernel/http.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import { backtestById } from '../versions/back-test/store.ts'
import { basisAt } from './basis.ts'
import { type Deps, orNone, packOf } from './find.ts'
import { isTheirs } from './is-theirs.ts'
import { isReplayed } from './rules/is-replayed.ts'
import { callsPeople } from './rules/requests.ts'
import { changeWords, settingChanges, stillStands, takenBack } from './rules/setting-changes.ts'
import { triedWords } from './rules/tried-words.ts'
import { placesOf } from './store-places.ts'
import { insertRequest, packRequests, type Request, type RequestRow } from './store-requests.ts'

export const timer = { key: 'pack-request', kind: 'pack.request-due' }

type Asking = { pack: string; area: string; reason: string; by: Caller }

/** Asks that a pack is switched off at a place. Refused: it is off, it opens nothing (then one person switches it), or a request waits. */
export async function askOff(tx: Tx, { packs }: Deps, { pack: id, area, reason, by }: Asking) {
  await lockTurn(tx)
  await followRules(tx, packs)
  const pack = packOf(packs, id)
  const place = await placeOf(tx, area, by)
  const { before, after } = settledAt(packs, pack, { place: place.area, settings: {} })
  if (before.off) throw new RefusalError({ code: 'pack.off-already' })
  if (!callsPeople(pack)) throw new RefusalError(malformed('/area', 'unfit'))
  const none = { changes: [], basis: null, backtest: null, tried: null, undoes: null }
  const request = await keep(tx, { pack: pack.id, area: after.area, what: 'off', reason, ...none }, by)
  const body = { pack: pack.id, name: pack.name.zh, areaName: place.name, reason: request.reason }
  await tx.record({
    ...{ kind: 'pack.off-asked', subject: pack.id, area: place.area },
    body: { ...body, request: request.id, lapsesAt: request.lapsesAt.toISOString() },
  })
  return doneOf(request)
}

/** Asks that settings which decide what is found are changed at a place, with what a replay of these very values found, or said to be untried. */
export async function askSettings(tx: Tx, { packs }: Deps, asked: SettingsAsk & { pack: string; by: Caller }) {
  await lockTurn(tx)
  await followRules(tx, packs)
  const pack = packOf(packs, asked.pack)
  const place = await placeOf(tx, asked.area, asked.by)
  const { before, after } = settledAt(packs, pack, { place: place.area, settings: asked.settings })
  const changes = settingChanges(before.settings, after.settings)
  const decides = changes.some(({ setting }) => isReplayed(pack.settings[setting]!))
  if (!decides) throw new RefusalError(malformed('/settings', 'unfit'))
  await refuseWrong(tx, packs, { pack, after })
  const tried = asked.backtest === undefined ? untried(asked) : await triedWith(tx, asked.backtest, after)
  const { reason, backtest = null } = asked
  const wish = { pack: pack.id, area: after.area, what: 'settings' as const, reason, changes, backtest, tried, undoes: null }
  return askChange(tx, { packs, pack, place, by: asked.by }, { ...wish, basis: basisAt(packs, pack, after.area) })
}

/** Asks that a change which was confirmed is taken back: the values before it, which were in force and need no replay. */
export async function askUndo(tx: Tx, { packs }: Deps, { id, reason, by }: { id: string; reason: string; by: Caller }) {
  await lockTurn(tx)
  await followRules(tx, packs)
  const row = orNone(await lockRequest<RequestRow>(tx, packRequests, id))
  if (!isTheirs(row, by)) throw new RefusalError({ code: 'thing.not-found' })
  // The city stands first among the places of whoever answers for all of it.
  const place = orNone((await placesOf(tx, by.scope)).find(({ area }) => row.area === '' || area === row.area))
  const pack = packOf(packs, row.pack)
  const { before } = settledAt(packs, pack, { place: place.area, settings: {} })
  const fits = row.what === 'settings' && row.state === 'confirmed' && stillStands(row.changes, before.settings)
  if (!fits) throw new RefusalError({ code: 'pack.undo-moved' })
  const { after } = settledAt(packs, pack, { place: place.area, settings: takenBack(row.changes) })
  await refuseWrong(tx, packs, { pack, after })
  const changes = settingChanges(before.settings, after.settings)
  const wish = { pack: pack.id, area: row.area, what: 'settings' as const, reason, changes, backtest: null, undoes: row.id }
  const tried: Words = { zh: '退回以前现行过的值', en: 'back to values that were in force' }
  return askChange(tx, { packs, pack, place, by }, { ...wish, tried, basis: basisAt(packs, pack, row.area) })
}

type Place = { area: string; name: string }
type Where = { packs: Deps['packs']; pack: Pack; place: Place; by: Caller }

async function askChange(tx: Tx, { pack, place, by }: Where, wish: Wish & { tried: Words }) {
  const request = await keep(tx, wish, by)
  const { id, reason, changes, backtest, lapsesAt } = request
  const body = { pack: pack.id, name: pack.name.zh, areaName: place.name, reason, what: changeWords(pack, changes) }
  const replayed = backtest === null ? {} : { backtest }
  await tx.record({
    ...{ kind: 'pack.tune-asked', subject: pack.id, area: place.area },
    body: { ...body, ...replayed, tried: wish.tried, request: id, lapsesAt: lapsesAt.toISOString() },
  })
  return doneOf(request)
}

type Wish = Omit<Request, 'id' | 'lapsesAt'>

/** One request at a time of a pack and place, and a day to answer it. */
async function keep(tx: Tx, wish: Wish, by: Caller): Promise<Request> {
  const request = { ...wish, reason: plainText(wish.reason) }
  const insert = (head: Pick<Request, 'id' | 'lapsesAt'>) => insertRequest(tx, { ...request, ...head, by: by.person })
  return { ...request, ...(await keepRequest(tx, { timer }, insert, { code: 'pack.request-waiting' })) }
}

const doneOf = ({ id, pack, lapsesAt }: Request) => ({
  ...{ id, pack, state: 'waiting' as const },
  lapsesAt: lapsesAt.toISOString(),
})

const placeOf = async (tx: Tx, area: string, by: Caller): Promise<Place> =>
  orNone((await placesOf(tx, by.scope)).find((one) => one.area === area))

/** What a rule or a check looks by is tried on the recorded days first, or said to be changed untried. */
function untried({ untried: said }: SettingsAsk): Words {
  if (!said) throw new RefusalError({ code: 'pack.untried' })
  return { zh: '未回放', en: 'not replayed' }
}

/** What the recorded days said of these very settings; a back-test of other ones, or one that is not done, is refused. */
async function triedWith(tx: Tx, id: string, { pack, area, settings }: Tuning): Promise<Words> {
  const run = await backtestById(tx, id)
  const isOfThis = run?.pack === pack && !Array.isArray(run.body) && 'tuning' in run.body
  if (!isOfThis || !run.result || !sameJson(run.body, { tuning: { area, settings } }))
    throw new RefusalError(malformed('/backtest', 'unfit'))
  return triedWords(run.result)
}
