import type { ObjectKind } from '../../../contract/object-kind.ts'
import type { Pack } from '../../../contract/pack.ts'
import { type CardFault, cardFault, type Found } from './card-fault.ts'

/** What keeps a public card from being shown: details its kind does not keep, personal ones, types of events its pack does not have. */
export const cardFaults = (packs: readonly Pack[]): CardFault[] =>
  packs.flatMap((pack) =>
    pack.objects.flatMap((kind) => faultsOf(pack, kind).map((found) => cardFault(pack.id, kind.kind, 'card', found))),
  )

function faultsOf({ types }: Pack, { card, details }: ObjectKind): Found[] {
  if (!card) return []
  const known = (id: string) => (Object.hasOwn(details, id) ? details[id] : undefined)
  return [
    ...card.details.flatMap((id): Found[] => {
      const detail = known(id)
      if (!detail) return [['details', 'no-detail', id]]
      return detail.kind === 'text' && detail.personal ? [['details', 'personal', id]] : []
    }),
    ...card.reports.filter((id) => !types.some((type) => type.id === id)).map((id): Found => ['reports', 'no-type', id]),
  ]
}
