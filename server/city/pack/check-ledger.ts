import type { ObjectKind } from '../../../contract/object-kind.ts'
import type { Pack } from '../../../contract/pack.ts'

/** What keeps a ledger from being shown: columns its kind does not keep or personal ones, a group that is no choice, a cycle that is none, unknown hazards. */
export const ledgerFaults = (packs: readonly Pack[]): string[] =>
  packs.flatMap((pack) =>
    pack.objects.flatMap((kind) => faultsOf(pack, kind).map((fault) => `${pack.id} ${kind.kind} ledger.${fault}`)),
  )

function faultsOf({ types }: Pack, { ledger, details, inspections }: ObjectKind): string[] {
  if (!ledger) return []
  const known = (id: string) => (Object.hasOwn(details, id) ? details[id] : undefined)
  const { by, cycle } = ledger
  const every = inspections.find(({ id }) => id === cycle)?.every
  return [
    ...ledger.columns.flatMap((id) => {
      const detail = known(id)
      if (!detail) return [`columns: no detail ${id}`]
      return detail.kind === 'text' && detail.personal ? [`columns: ${id} is personal`] : []
    }),
    ...(by !== 'owner' && known(by.detail)?.kind !== 'choice' ? [`by: ${by.detail} is no choice`] : []),
    ...(cycle !== undefined && (every?.kind !== 'cycle' || !every.last)
      ? [`cycle: ${cycle} is no inspection by cycle with its last day`]
      : []),
    ...ledger.letters
      .filter((id) => !types.some((type) => type.id === id && type.hazard))
      .map((id) => `letters: no hazard ${id}`),
  ]
}
