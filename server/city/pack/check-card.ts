import type { ObjectKind } from '../../../contract/object-kind.ts'
import type { Pack } from '../../../contract/pack.ts'

/** What keeps a public card from being shown: details its kind does not keep, personal ones, types of events its pack does not have. */
export const cardFaults = (packs: readonly Pack[]): string[] =>
  packs.flatMap((pack) =>
    pack.objects.flatMap((kind) => faultsOf(pack, kind).map((fault) => `${pack.id} ${kind.kind} card.${fault}`)),
  )

function faultsOf({ types }: Pack, { card, details }: ObjectKind): string[] {
  if (!card) return []
  const known = (id: string) => (Object.hasOwn(details, id) ? details[id] : undefined)
  return [
    ...card.details.flatMap((id) => {
      const detail = known(id)
      if (!detail) return [`details: no detail ${id}`]
      return detail.kind === 'text' && detail.personal ? [`details: ${id} is personal`] : []
    }),
    ...card.reports.filter((id) => !types.some((type) => type.id === id)).map((id) => `reports: no type ${id}`),
  ]
}
