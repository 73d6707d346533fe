import type { Pack, SettingValue } from '../../../contract/pack.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Db } from '../../kernel/spine.ts'
import { checkPack } from './check-pack.ts'
import type { Tuning } from './in-force.ts'
import type { Packs } from './packs.ts'
import { refuseFaulty } from './refuse-faulty.ts'
import { fits } from './settings.ts'
import { liveVersion, rulesOf } from './store-versions.ts'

/** Values somebody wants at a place (path of the city or a district); `null` takes one back. */
export type Wanted = { place: string; settings: Record<string, SettingValue | null> }
export type Settled = { before: Pick<Tuning, 'off' | 'settings'>; after: Tuning }

const isCity = (path: string): boolean => path.split('/').filter(Boolean).length === 1

/** What a place has of its own of a pack and would have with these values, each in its range; `area` '': the city. */
export function settledAt(packs: Packs, pack: Pack, { place, settings }: Wanted): Settled {
  const area = isCity(place) ? '' : place
  const before = packs.tunings().find((one) => one.pack === pack.id && one.area === area) ?? { off: false, settings: {} }
  return { before, after: { pack: pack.id, area, off: before.off, settings: valuesOf(pack, before.settings, settings) } }
}

function valuesOf(pack: Pack, before: Tuning['settings'], changes: Wanted['settings']): Tuning['settings'] {
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

/** Several settings together, or one beside a rule changed here, may still contradict each other: then they are refused. */
export async function refuseWrong(db: Db, packs: Packs, { pack, after }: { pack: Pack; after: Tuning }): Promise<void> {
  const ruled = { ...pack, detect: (await liveVersion(db, rulesOf(pack.id)))?.body ?? pack.detect }
  const tunings = [...packs.tunings().filter((one) => one.pack !== pack.id || one.area !== after.area), { ...after, off: false }]
  const bases = packs.all().map(({ id }) => packs.shipped(id)!)
  refuseFaulty(checkPack({ ...packs.packAt(ruled, after.area, tunings), settings: {} }, bases))
}
