import type { ObjectKind } from '../../../contract/object-kind.ts'
import type { Pack } from '../../../contract/pack.ts'
import { type CardFault, cardFault, type Found } from './card-fault.ts'

/** What keeps a ledger from being shown: columns its kind does not keep or personal ones, a group that is no choice, a cycle that is none, unknown hazards. */
export const ledgerFaults = (packs: readonly Pack[]): CardFault[] =>
  packs.flatMap((pack) =>
    pack.objects.flatMap((kind) => faultsOf(pack, kind).map((found) => cardFault(pack.id, kind.kind, 'ledger', found))),
  )

function faultsOf({ types, readings }: Pack, { ledger, details, inspections }: ObjectKind): Found[] {
  if (!ledger) return []
  const known = (id: string) => (Object.hasOwn(details, id) ? details[id] : undefined)
  const { by, cycle } = ledger
  const every = inspections.find(({ id }) => id === cycle)?.every
  return [
    ...ledger.columns.flatMap((id): Found[] => {
      const detail = known(id)
      if (!detail) return [['columns', 'no-detail', id]]
      return detail.kind === 'text' && detail.personal ? [['columns', 'personal', id]] : []
    }),
    ...(by !== 'owner' && known(by.detail)?.kind !== 'choice' ? [['by', 'no-choice', by.detail] satisfies Found] : []),
    ...(cycle !== undefined && (every?.kind !== 'cycle' || !every.last) ? [['cycle', 'no-cycle', cycle] satisfies Found] : []),
    ...ledger.letters
      .filter((id) => !types.some((type) => type.id === id && type.hazard))
      .map((id): Found => ['letters', 'no-hazard', id]),
    ...(ledger.sheet?.readings ?? [])
      .filter((id) => !Object.hasOwn(readings, id))
      .map((id): Found => ['sheet.readings', 'no-reading', id]),
  ]
}
