import type { Pack } from '../../../contract/pack.ts'
import type { SettingChange } from '../../../contract/pack-requests.ts'
import { TuneBody, TuneDone } from '../../../contract/packs.ts'
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
import { type Deps, Of, orNone, packOf } from './find.ts'
import { moot } from './requests.ts'
import { isReplayed } from './rules/is-replayed.ts'
import { callsPeople } from './rules/requests.ts'
import { saidChanges, settingChanges } from './rules/setting-changes.ts'
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
  if ((off === undefined) === (Object.keys(settings).length === 0)) throw new RefusalError(malformed('/settings', 'unfit'))
  await lockTurn(tx)
  await followRules(tx, packs)
  const pack = packOf(packs, asked.pack)
  const place = orNone((await placesOf(tx, by.scope)).find(({ area }) => area === asked.area))
  const { before, after: settled } = settledAt(packs, pack, { place: place.area, settings })
  const after: Tuning = { ...settled, off: off ?? before.off }
  const changes = settingChanges(before.settings, after.settings)
  refuseAlone(pack, { turnsOff: off === true && !before.off, changes })
  if (off === undefined) await refuseWrong(tx, packs, { pack, after })
  const over = off === undefined ? null : await moot(tx, pack.id, after.area)
  await saveTuning(tx, after, by.person)
  const body = { pack: pack.id, name: pack.name.zh, areaName: place.name, reason }
  const about = { subject: pack.id, area: null }
  if (off === false && before.off) await noteSwitchedOn(tx, pack.id, after.area)
  if (off === undefined)
    await tx.record({ kind: 'pack.tuned', ...about, body: { ...body, ...saidChanges(pack, after.area, changes) } })
  else {
    const kind = off ? ('pack.switched-off' as const) : ('pack.switched-on' as const)
    await tx.record({ kind, ...about, area: place.area, body: { ...body, ...(over && { request: over }) } })
  }
  return { pack: pack.id, area: place.area, off: after.off }
}

/** What leaves people uncalled, or decides whom a pack finds, is two people's (ask-request.ts): a limit one person doubles is a disaster nobody hears of. */
function refuseAlone(pack: Pack, { turnsOff, changes }: { turnsOff: boolean; changes: readonly SettingChange[] }): void {
  if (turnsOff && callsPeople(pack)) throw new RefusalError({ code: 'pack.off-alone' })
  if (changes.some(({ setting }) => isReplayed(pack.settings[setting]!))) throw new RefusalError({ code: 'pack.tune-alone' })
}
