import type { Pack } from '../../../contract/pack.ts'
import { type PackFault, packFault } from '../../../contract/pack-fault.ts'
import type { Decisions, PackBrings } from '../../../contract/packs.ts'
import { checkPack } from '../../city/pack/check-pack.ts'
import { openSealed } from '../../city/pack/file/sealed.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { liveRelease, type ReleasePlan, type ReleaseShift, tuningsOf } from '../../city/pack/store-releases.ts'
import { liveVersion, plansInForce, rulesOf } from '../../city/pack/store-versions.ts'
import type { Db } from '../../kernel/spine.ts'
import { mergedInto, type Whose } from './brings.ts'
import { trustedKeys } from './store-publishers.ts'
import { tryAside } from './try-aside.ts'
import { countSamples } from './try-pack.ts'

/** A file that may be asked for, merged into what stands here. */
export type Installable = {
  pack: Pack
  rules: Pack['detect']
  plans: ReleasePlan[]
  shifts: ReleaseShift[]
  open: string[]
  brings: PackBrings
  /** null: it came with the platform */
  publisher: string | null
  key: string | null
  /** what it was merged with */
  basedOn: number
  rulesOn: number
  plansOn: Record<string, number>
}

/** What stands here of a pack: as it came, its rules and plans in force, what was changed of it. `types`: also those only a new version has. */
export async function hereOf(db: Db, packs: Packs, id: string, types: readonly { id: string }[] = []) {
  const pack = packs.shipped(id)
  const live = pack ? await liveVersion(db, rulesOf(id)) : null
  const own = new Set([...(pack?.types ?? []), ...types].map((type) => type.id))
  const plans = new Map((await plansInForce(db)).flatMap(({ type, no, plan }) => (own.has(type) ? [[type, { no, plan }]] : [])))
  return {
    ...{ pack, plans, rules: live?.body ?? pack?.detect ?? [], tunings: pack ? await tuningsOf(db, id) : [] },
    ...{ rulesOn: live?.no ?? 0, basedOn: packs.release(id), beside: basesOf(packs) },
  }
}

/** The versions of plans somebody merged with: they must still be in force when it is published. */
export const plansOnOf = (plans: ReadonlyMap<string, { no: number }>): Record<string, number> =>
  Object.fromEntries([...plans].map(([type, { no }]) => [type, no]))

/** A pack as it will be in force: with the rules and the plans it was merged into. */
export const asMerged = (pack: Pack, rules: Pack['detect'], plans: readonly ReleasePlan[]): Pack => ({
  ...pack,
  detect: rules,
  types: pack.types.map((type) => ({ ...type, plan: plans.find((one) => one.type === type.id)?.plan ?? type.plan })),
})

/** Every pack as it came, with the rules in force: what a new one has to stand beside. */
export const basesOf = (packs: Packs): Pack[] => packs.all().map(({ id }) => packs.shipped(id)!)

export type Opening = { found: Installable | null; faults: PackFault[] }

/** Opens, tries and merges a pack file; everything that keeps it out otherwise. The samples run in a thread of their own. */
export async function openFile(
  db: Db,
  packs: Packs,
  { bytes, decisions }: { bytes: Buffer; decisions: Decisions },
): Promise<Opening> {
  const { opened, faults } = openSealed(bytes, await trustedKeys(db))
  if (!opened) return { found: null, faults }
  const tried = await tryAside(opened.parts, basesOf(packs))
  if (!tried.read || tried.faults.length > 0) return { found: null, faults: tried.faults }
  const { pack } = tried.read
  const { publisher, key } = opened
  return mergeHere(db, packs, { pack, decisions, whose: { publisher, key, samples: countSamples(tried.read) } })
}

/** A pack that came newer with the platform than the one that was installed over it, merged into what stands here. */
export const openShipped = (db: Db, packs: Packs, { pack, decisions }: { pack: Pack; decisions: Decisions }): Promise<Opening> =>
  mergeHere(db, packs, { pack, decisions, whose: { publisher: null, key: null, samples: 0 } })

type Merging = { pack: Pack; decisions: Decisions; whose: Whose }

async function mergeHere(db: Db, packs: Packs, { pack, decisions, whose }: Merging): Promise<Opening> {
  const here = await hereOf(db, packs, pack.id, pack.types)
  const before = here.pack?.version ?? 0
  const old = packFault('pack.json', 'version', 'old', { version: pack.version, before })
  const holder = (await liveRelease(db, pack.id))?.publisher ?? null
  // A trusted key speaks for its own packs only. One publisher may have several keys; what came with the platform belongs to nobody yet.
  if (holder !== null && whose.publisher !== null && whose.publisher !== holder)
    return { found: null, faults: [packFault('', '', 'publisher-other', { before: holder, publisher: whose.publisher })] }
  if (here.pack && pack.version <= before) return { found: null, faults: [old] }
  const { rules, plans, shifts, open, brings } = mergedInto(here, pack, decisions, whose)
  // Rules and plans changed here may speak of what the new version does not have any more.
  const wrong = checkPack(asMerged(pack, rules, plans), basesOf(packs))
  if (wrong.length > 0 && open.length === 0) return { found: null, faults: wrong }
  const { basedOn, rulesOn } = here
  const merged = { pack, rules, plans, shifts, open, brings, publisher: whose.publisher, key: whose.key }
  return { found: { ...merged, basedOn, rulesOn, plansOn: plansOnOf(here.plans) }, faults: [] }
}
