import type { Pack } from '../../../contract/pack.ts'
import { type PackFault, packFault } from '../../../contract/pack-fault.ts'
import type { Decisions, PackBrings } from '../../../contract/packs.ts'
import { checkPack } from '../../city/pack/check-pack.ts'
import { openSealed } from '../../city/pack/file/sealed.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { liveVersion, rulesOf } from '../../city/pack/store-versions.ts'
import type { Db } from '../../kernel/spine.ts'
import { mergedInto } from './brings.ts'
import { trustedKeys } from './store-publishers.ts'
import { tryAside } from './try-aside.ts'

/** A file that may be asked for, merged into what stands here. */
export type Installable = {
  pack: Pack
  rules: Pack['detect']
  open: string[]
  brings: PackBrings
  publisher: string
  key: string
  /** what it was merged with */
  basedOn: number
  rulesOn: number
}

/** What stands here of a pack: as it came, its rules in force, what was changed of it. */
export async function hereOf(db: Db, packs: Packs, id: string) {
  const pack = packs.shipped(id)
  const live = pack ? await liveVersion(db, rulesOf(id)) : null
  return {
    pack,
    rules: live?.body ?? pack?.detect ?? [],
    tunings: packs.tunings(),
    rulesOn: live?.no ?? 0,
    basedOn: packs.release(id),
  }
}

/** Every pack as it came, with the rules in force: what a new one has to stand beside. */
export const basesOf = (packs: Packs): Pack[] => packs.all().map(({ id }) => packs.shipped(id)!)

/** Opens, tries and merges a pack file; everything that keeps it out otherwise. The samples run in a thread of their own. */
export async function openFile(
  db: Db,
  packs: Packs,
  { bytes, decisions }: { bytes: Buffer; decisions: Decisions },
): Promise<{ found: Installable | null; faults: PackFault[] }> {
  const { opened, faults } = openSealed(bytes, await trustedKeys(db))
  if (!opened) return { found: null, faults }
  const tried = await tryAside(opened.parts, basesOf(packs))
  if (!tried.read || tried.faults.length > 0) return { found: null, faults: tried.faults }
  const { pack, samples, riskSamples } = tried.read
  const here = await hereOf(db, packs, pack.id)
  if (here.pack && pack.version <= here.pack.version)
    return {
      found: null,
      faults: [packFault('pack.json', 'version', 'old', { version: pack.version, before: here.pack.version })],
    }
  const whose = { publisher: opened.publisher, key: opened.key, samples: samples.length + riskSamples.length }
  const { rules, open, brings } = mergedInto(here, pack, decisions, whose)
  // Rules changed here may speak of what the new version does not have any more.
  const wrong = checkPack({ ...pack, detect: rules }, basesOf(packs))
  if (wrong.length > 0 && open.length === 0) return { found: null, faults: wrong }
  const { basedOn, rulesOn } = here
  return { found: { pack, rules, open, brings, publisher: opened.publisher, key: opened.key, basedOn, rulesOn }, faults: [] }
}
