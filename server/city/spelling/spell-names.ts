import { system } from '../../../contract/actor.ts'
import type { Spine } from '../../kernel/spine.ts'
import { spell } from '../area/spell.ts'
import { forgetSpellings, keepSpellings, unspelled } from './store.ts'

/** Names of one round: some milliseconds of spelling. */
const atOnce = 1_000

/** Spells what is new or called otherwise since; answers whether there is more. When nothing is, what is gone is forgotten. */
export async function spellNames(spine: Spine): Promise<boolean> {
  const found = await unspelled(spine, atOnce)
  const rows = found.map(({ kind, id, name, of }) => {
    const { pinyin, initials } = spell(name)
    return { kind, id, of, spelled: `${pinyin} ${initials}` }
  })
  await spine.transaction(system, (tx) => (rows.length > 0 ? keepSpellings(tx, rows) : forgetSpellings(tx)))
  return rows.length === atOnce
}
