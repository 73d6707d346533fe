import type { Sighted } from '../../../../contract/pack.ts'
import { isSample } from '../../../kernel/sample.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { gateOf, neededOf, together, worthOf } from './rules/worth.ts'
import { countOpened, countOthers, lockLook, saveWorth, seenByOf } from './store.ts'
import { readSaid } from './store-gates.ts'

/** What one camera may bring before people in an hour: a broken one must not bury the others before anybody has said so. */
const mostAnHour = 30
const hourMs = 3_600_000

/**
 * How likely a suspicion is after its newest sighting, and whether somebody looks at it now (`suspicion.waiting`). One that was looked at
 * already stays so: it comes before a person once.
 */
export async function weigh(tx: Tx, { gate: rule }: Sighted, id: string): Promise<void> {
  const row = await lockLook(tx, id)
  if (row?.look !== 'held' && row?.look !== 'open') return
  const seenBy = await seenByOf(tx, id)
  const said = await readSaid(tx, row.type, seenBy, tx.now)
  const worths = seenBy.map((one, at) => ({
    camera: `${one.protocol} ${one.number} ${one.camera}`,
    worth: worthOf(one.confidence, gateOf(rule, said[at]!), rule),
  }))
  const worth = together(worths)
  if (row.look === 'open') return saveWorth(tx, id, { worth, sampled: row.sampled, look: 'open' })
  const first = seenBy[0]!
  const needed = neededOf(rule, rule.among ? await countOthers(tx, first, rule.among.withinM) : 0)
  const sampled = worth < needed && isSample(id, rule.sample)
  const since = new Date(tx.now.getTime() - hourMs)
  const open = (worth >= needed || sampled) && (await countOpened(tx, first, row.type, since)) < mostAnHour
  await saveWorth(tx, id, { worth, sampled: open && sampled, look: open ? 'open' : 'held' })
  if (!open) return
  const body = { suspicion: id, type: row.type, cameras: worths.length }
  await tx.record({ kind: 'suspicion.waiting', subject: id, area: row.area, body })
}
