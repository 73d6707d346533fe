import type { Pack } from '../../../contract/pack.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { rulesOf } from '../../city/pack/store-versions.ts'
import type { Tx } from '../../kernel/spine.ts'
import type { Noted, Versioned } from './acts.ts'
import { refuseFault } from './find.ts'
import { faultsOf } from './read-given.ts'

/** The rules of a pack as a line of versions. */
export const ruleLine = (pack: Pack, packs: Packs): Versioned<'rules'> => ({
  line: rulesOf(pack.id),
  pack,
  shipped: pack.detect,
  asTried: (rules) => rules,
  refuseFaulty: (rules) => refuseFault(faultsOf(rules, pack, packs.all())),
  note: (tx, noted) => note(tx, pack.id, noted),
})

const note = (tx: Tx, pack: string, { verb, ...more }: Noted): Promise<unknown> =>
  // The union of what is noted has the very bodies of these kinds.
  tx.record({ kind: `rules.${verb}`, subject: pack, area: null, body: { pack, ...more } as never })
