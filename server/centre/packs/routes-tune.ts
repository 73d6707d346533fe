import type { Pack, SettingValue } from '../../../contract/pack.ts'
import { TuneBody, TuneDone } from '../../../contract/packs.ts'
import { checkPack } from '../../city/pack/check-pack.ts'
import type { Tuning } from '../../city/pack/in-force.ts'
import { followRules } from '../../city/pack/live-rules.ts'
import { fits } from '../../city/pack/settings.ts'
import { saveTuning } from '../../city/pack/store-releases.ts'
import { liveVersion, lockTurn, rulesOf } from '../../city/pack/store-versions.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import { type Deps, Of, orNone, packOf } from './find.ts'
import { basesOf } from './open-file.ts'
import { refuseFaulty } from './routes-install.ts'
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
  const area = isCity(place.area) ? '' : place.area
  const before = packs.tunings().find((one) => one.pack === pack.id && one.area === area) ?? { off: false, settings: {} }
  const after: Tuning = { pack: pack.id, area, off: off ?? before.off, settings: settled(pack, before.settings, settings) }
  if (off === undefined) await refuseWrong(tx, packs, { pack, after })
  await saveTuning(tx, after, by.person)
  const body = { pack: pack.id, name: pack.name.zh, areaName: place.name, reason }
  const about = { subject: pack.id, area: null }
  if (off === undefined)
    await tx.record({ kind: 'pack.tuned', ...about, body: { ...body, what: whatOf(pack, before.settings, after.settings) } })
  else await tx.record({ kind: off ? 'pack.switched-off' : 'pack.switched-on', ...about, body })
  return { pack: pack.id, area: place.area, off: after.off }
}

const isCity = (path: string): boolean => path.split('/').filter(Boolean).length === 1

/** Values as they will be; `null` takes one back. */
function settled(pack: Pack, before: Tuning['settings'], changes: Record<string, SettingValue | null>): Tuning['settings'] {
  const next: Record<string, SettingValue> = { ...before }
  for (const [id, value] of Object.entries(changes)) {
    const setting = Object.hasOwn(pack.settings, id) ? pack.settings[id]! : null
    if (!setting) throw new RefusalError(malformed(`/settings/${id}`, 'name.unknown', { name: id }))
    if (value === null) delete next[id]
    else if (fits(setting, value)) next[id] = value
    else {
      const { name, min, max } = setting
      throw new RefusalError({ code: 'pack.setting', details: { name: id, nameZh: name.zh, nameEn: name.en, min, max } })
    }
  }
  return next
}

/** Several settings together, or one beside a rule changed here, may still contradict each other. */
async function refuseWrong(tx: Tx, packs: Deps['packs'], { pack, after }: { pack: Pack; after: Tuning }): Promise<void> {
  const ruled = { ...pack, detect: (await liveVersion(tx, rulesOf(pack.id)))?.body ?? pack.detect }
  const tunings = [...packs.tunings().filter((one) => one.pack !== pack.id || one.area !== after.area), { ...after, off: false }]
  refuseFaulty(checkPack({ ...packs.packAt(ruled, after.area, tunings), settings: {} }, basesOf(packs)))
}

function whatOf(pack: Pack, before: Tuning['settings'], after: Tuning['settings']): string {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((id) => before[id] !== after[id])
  const said = (values: Tuning['settings'], id: string): string => String(values[id] ?? pack.settings[id]?.value ?? '—')
  return ids.map((id) => `${pack.settings[id]?.name.zh ?? id} ${said(before, id)} → ${said(after, id)}`).join('，')
}
