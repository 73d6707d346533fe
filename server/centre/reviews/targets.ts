import type { Pack } from '../../../contract/pack.ts'
import type { NamedTarget, ReviewTarget } from '../../../contract/review.ts'
import { type ActionKind, actionKinds, type TargetKind } from '../../../contract/review-kinds.ts'
import type { Words } from '../../../contract/words.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { Db } from '../../kernel/spine.ts'
import { switched, versionWords } from './rules/shows.ts'
import { findVitals, planVersions, vitalNamed } from './store-targets.ts'
import { type DutyPlace, dutyChoices, nameDuty } from './targets-duties.ts'

/** More than these nobody chooses from: words narrow it. */
const choicesAtMost = 100

type Place = DutyPlace & { packs: Packs }
const both = (of: Words, name: Words): Words => ({ zh: `${of.zh} · ${name.zh}`, en: `${of.en} · ${name.en}` })
const same = (text: string): Words => ({ zh: text, en: text })

/** What an action of a kind could change at a place, from what is really there, with how it stands. */
export async function choicesOf(
  db: Db,
  kind: ActionKind,
  place: Place,
  q: string | undefined,
): Promise<{ rows: NamedTarget[]; more: boolean }> {
  if (kind === 'duty-list') return dutyChoices(db, place, q ?? null)
  const { packs, area } = place
  const names: readonly TargetKind[] = actionKinds[kind].names
  const plans = names.includes('plan') ? await planVersions(db) : new Map<string, number>()
  const ofPacks = packs
    .all()
    .flatMap((pack) => [
      ...(names.includes('rule') ? rulesOf(pack, packs) : []),
      ...(names.includes('plan') ? pack.types.map(({ id, name }) => planNamed(pack, { id, name }, plans.get(id) ?? 0)) : []),
      ...(names.includes('setting') ? Object.keys(pack.settings).map((id) => settingNamed(pack, id, { packs, area })) : []),
      ...(names.includes('switch') ? [switchNamed(pack, { packs, area })] : []),
    ])
  const words = q?.toLowerCase() ?? ''
  const found = ofPacks.filter(({ name }) => `${name.zh} ${name.en}`.toLowerCase().includes(words))
  const vitals = names.includes('vital') ? await findVitals(db, q ?? null, choicesAtMost + 1) : []
  const rows = [...found, ...vitals.map(vitalTarget)]
  return { rows: rows.slice(0, choicesAtMost), more: rows.length > choicesAtMost }
}

/** A target with its name and how it stands; null: there is no such thing, or an action of the kind does not change it. */
export async function nameTarget(db: Db, kind: ActionKind, target: ReviewTarget, place: Place): Promise<NamedTarget | null> {
  const { packs, area } = place
  if (!(actionKinds[kind].names as readonly TargetKind[]).includes(target.what)) return null
  switch (target.what) {
    case 'vital': {
      const vital = await vitalNamed(db, target.code)
      return vital && vitalTarget(vital)
    }
    case 'roster':
    case 'shift':
    case 'post':
    case 'charge':
    case 'item':
      return nameDuty(db, target, place)
    // no kind of action names all the duties of a unit any more
    case 'duty':
      return null
    case 'plan': {
      const found = packs.typeOf(target.type)
      return found && planNamed(found.pack, found.type, (await planVersions(db)).get(target.type) ?? 0)
    }
    default: {
      const pack = packs.all().find(({ id }) => id === target.pack)
      if (!pack) return null
      if (target.what === 'switch') return switchNamed(pack, { packs, area })
      if (target.what === 'rule')
        return rulesOf(pack, packs).find((one) => one.target.what === 'rule' && one.target.rule === target.rule) ?? null
      return Object.hasOwn(pack.settings, target.setting) ? settingNamed(pack, target.setting, { packs, area }) : null
    }
  }
}

const rulesOf = (pack: Pack, packs: Packs): NamedTarget[] =>
  pack.detect.map(({ id, name }) => ({
    target: { what: 'rule', pack: pack.id, rule: id },
    name: both(pack.name, name),
    stands: versionWords(packs.rulesVersion(pack.id)),
  }))

const planNamed = (pack: Pack, { id, name }: { id: string; name: Words }, version: number): NamedTarget => ({
  target: { what: 'plan', type: id },
  name: both(pack.name, name),
  stands: versionWords(version),
})

/** The value a place goes by: its district's own, the city's, or what the pack says. */
function settingNamed(
  { id: pack, name, settings }: Pack,
  id: string,
  { packs, area }: Pick<Place, 'packs' | 'area'>,
): NamedTarget {
  const setting = settings[id]!
  const of = packs.tunings().filter((one) => one.pack === pack && (one.area === '' || area.startsWith(one.area)))
  const value = of.toSorted((a, b) => b.area.length - a.area.length).find((one) => one.settings[id] !== undefined)?.settings[id]
  return {
    target: { what: 'setting', pack, setting: id },
    name: both(name, setting.name),
    stands: same(String(value ?? setting.value)),
  }
}

function switchNamed({ id, name }: Pack, { packs, area }: Pick<Place, 'packs' | 'area'>): NamedTarget {
  const off = packs.tunings().some((one) => one.pack === id && one.off && (one.area === '' || area.startsWith(one.area)))
  return { target: { what: 'switch', pack: id }, name: both(name, { zh: '启停', en: 'on or off' }), stands: switched(!off) }
}

const vitalTarget = ({ code, name, version }: { code: string; name: Words; version: number }): NamedTarget => ({
  target: { what: 'vital', code },
  name,
  stands: versionWords(version),
})
