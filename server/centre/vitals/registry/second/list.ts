import type { VitalRequests } from '../../../../../contract/vital-registry.ts'
import { isKnownTo } from '../../../../flow/7-evaluate/vitals/rules/is-known-to.ts'
import type { Db } from '../../../../kernel/spine.ts'
import { homeNode, type Keeping } from '../registry.ts'
import { answersFor } from './answer.ts'
import { allWaiting } from './store.ts'

/** So many are shown; those that are answered make room for the others. */
const shown = 200

/** What waits for a second person, of vitals the reader knows of; the oldest first, for it lapses first. */
export async function waitingList(db: Db & { now: Date }, keeping: Keeping): Promise<VitalRequests> {
  const { tree, caller } = keeping
  const rows = (await allWaiting(db))
    .filter(({ home }) => isKnownTo(tree, caller.scope, home))
    .map((row) => ({ row, answers: answersFor(row, keeping) }))
  return {
    rows: rows.slice(0, shown).map(({ row, answers }) => {
      const { id, code, name, version, askedByName } = row
      const { code: home, name: homeName } = homeNode(tree, row.home)
      return {
        ...{ id, code, name, version, askedByName, home: { code: home, name: homeName } },
        ...{ askedAt: row.askedAt.toISOString(), lapsesAt: row.lapsesAt.toISOString(), ...answers },
      }
    }),
    total: rows.length,
    toAnswer: rows.filter(({ answers }) => answers.allowed.includes('confirm')).length,
    at: db.now.toISOString(),
  }
}
