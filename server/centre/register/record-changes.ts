import type { Actor } from '../../../contract/actor.ts'
import type { Tx } from '../../kernel/spine.ts'
import type { Proof } from './evidence.ts'
import type { Change } from './rules/change-entry.ts'
import type { Said } from './say-why.ts'
import type { Entry, Registered } from './types.ts'

export const told = ({ id, name, kind }: Pick<Registered, 'id' | 'name' | 'kind'>) => ({ object: id, name, objectKind: kind })

/** A change at a desk with all that was said of it. */
export type Real = { before: Registered; entry: Entry; changes: Change[]; evidence: Proof[] } & Said
/** `confirmed`: it waited for a second person as `request`; `actor` is whoever asked for it. */
type How = { sheet: string | null; confirmed?: { actor: Actor; by: string; request: string } }

export const recordChanges = (tx: Tx, list: readonly Real[], { sheet, confirmed }: How) =>
  tx.recordAll(
    'object.changed',
    list.map(({ before, entry, changes, rated, reason, evidence }) => ({
      subject: before.id,
      area: entry.area,
      ...(confirmed && { actor: confirmed.actor }),
      body: {
        ...told({ ...before, name: entry.name }),
        ...{ sheet, n: changes.length, changes, way: 'desk' as const, rated, reason, evidence },
        ...(confirmed && { confirmedByName: confirmed.by, request: confirmed.request }),
      },
    })),
  )
