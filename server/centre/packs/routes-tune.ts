import type { Pack } from '../../../contract/pack.ts'
import { TuneBody, TuneDone } from '../../../contract/packs.ts'
import { sameJson } from '../../../contract/rule-words/same-json.ts'
import type { Tuning } from '../../city/pack/in-force.ts'
import { followRules } from '../../city/pack/live-rules.ts'
import { refuseWrong, settledAt } from '../../city/pack/settled.ts'
import { saveTuning } from '../../city/pack/store-releases.ts'
import { noteSwitchedOn } from '../../city/pack/store-starts.ts'
import { lockTurn } from '../../city/pack/store-versions.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import { backtestById } from '../versions/back-test/store.ts'
import { type Deps, Of, orNone, packOf } from './find.ts'
import { moot } from './off.ts'
import { isReplayed } from './rules/is-replayed.ts'
import { callsPeople } from './rules/off.ts'
import { triedWords } from './rules/tried-words.ts'
import { placesOf } from './store-places.ts'

/** What whoever answers for the city or a district changes of a pack without touching it: settings in their range, and the switch. */
export async function tuneRoutes(app: App, deps: Deps): Promise<void> {
  app.post(
    '/api/v1/packs/:pack/tune',
    {
      schema: { summary: '更改参数，或启停场景包', params: Of, body: TuneBody, response: { 200: TuneDone, ...errors } },
      config: { permit: 'pack.tune' },
    },
    async (request) => {
      const asked = { ...request.params, ...request.body, by: callerOf(request) }
      const done = await write(deps.spine, request, (tx) => tune(tx, deps, asked))
      await followRules(deps.spine, deps.packs)
      return done
    },
  )
}

type Asked = TuneBody & { pack: string; by: Caller }

async function tune(tx: Tx, { packs }: Deps, asked: Asked) {
  const { off, settings, reason, by } = asked
  // One thing at a time: each is a fact with its own words.
  const changes = Object.keys(settings).length
  if ((off === undefined) === (changes === 0)) throw new RefusalError(malformed('/settings', 'unfit'))
  await lockTurn(tx)
  await followRules(tx, packs)
  const pack = packOf(packs, asked.pack)
  const places = await placesOf(tx, by.scope)
  const place = orNone(places.find(({ area }) => area === asked.area))
  const { before, after: settled } = settledAt(packs, pack, { place: place.area, settings })
  const after: Tuning = { ...settled, off: off ?? before.off }
  // Switching off is two people's (off.ts); a pack that opens nothing is one's.
  if (off && !before.off && callsPeople(pack)) throw new RefusalError({ code: 'pack.off-alone' })
  if (off !== undefined) await moot(tx, pack.id, after.area)
  if (off === undefined) await refuseWrong(tx, packs, { pack, after })
  const tried = asked.backtest === undefined ? untriedWords(pack, asked) : await triedWith(tx, asked.backtest, after)
  await saveTuning(tx, after, by.person)
  const body = { pack: pack.id, name: pack.name.zh, areaName: place.name, reason }
  const about = { subject: pack.id, area: null }
  const differing = changesOf(pack, before.settings, after.settings)
  const what = differing
    .map((one) => `${pack.settings[one.setting]?.name.zh ?? one.setting} ${one.before} → ${one.after}`)
    .join('，')
  if (off === false && before.off) await noteSwitchedOn(tx, pack.id, after.area)
  if (off === undefined)
    await tx.record({ kind: 'pack.tuned', ...about, body: { ...body, what, area: after.area, changes: differing, ...tried } })
  else await tx.record({ kind: off ? 'pack.switched-off' : 'pack.switched-on', ...about, area: place.area, body })
  return { pack: pack.id, area: place.area, off: after.off }
}

/** What a rule or a check looks by is tried on the recorded days first, or said to be changed untried: a limit one person doubles is a disaster nobody hears of. */
function untriedWords({ settings: known }: Pack, { settings, untried }: Asked) {
  const ofThese = Object.keys(settings).some((id) => known[id] && isReplayed(known[id]))
  if (!ofThese) return {}
  if (!untried) throw new RefusalError({ code: 'pack.untried' })
  return { tried: { zh: '未回放', en: 'not replayed' } }
}

/** What the recorded days said of these very settings; a back-test of other ones, or one that is not done, is refused. */
async function triedWith(tx: Tx, id: string, { pack, area, settings }: Tuning) {
  const run = await backtestById(tx, id)
  const isOfThis = run?.pack === pack && !Array.isArray(run.body) && 'tuning' in run.body
  if (!isOfThis || !run.result || !sameJson(run.body, { tuning: { area, settings } }))
    throw new RefusalError(malformed('/backtest', 'unfit'))
  return { backtest: id, tried: triedWords(run.result) }
}

/** Settings that differ, with their values from and to; what a place has not of its own is as the pack says. */
function changesOf(pack: Pack, before: Tuning['settings'], after: Tuning['settings']) {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((id) => before[id] !== after[id])
  const said = (values: Tuning['settings'], id: string): string => String(values[id] ?? pack.settings[id]?.value ?? '—')
  return ids.map((id) => ({ setting: id, before: said(before, id), after: said(after, id) }))
}
