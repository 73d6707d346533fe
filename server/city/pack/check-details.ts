import { clashesOf } from '../../../contract/object-columns.ts'
import type { Pack } from '../../../contract/pack.ts'
import { ratedIn } from './rated-fields.ts'

/** Details a sheet could not tell apart by their headings, in words for whoever starts the server. A pack with one does not load. */
export const detailFaults = (packs: readonly Pack[]): string[] =>
  packs.flatMap(({ id, objects }) =>
    objects.flatMap(({ kind, details, charges }) =>
      clashesOf(details, charges).map((detail) => `${id} ${kind} details.${detail}: its name is taken by another column`),
    ),
  )

/** Dates that follow a detail which is none of their kind's dates. A pack with one does not load. */
export const orderFaults = (packs: readonly Pack[]): string[] =>
  packs.flatMap(({ id, objects }) =>
    objects.flatMap(({ kind, details }) =>
      Object.entries(details).flatMap(([name, detail]) =>
        detail.kind === 'date' && detail.from !== undefined && details[detail.from]?.kind !== 'date'
          ? [`${id} ${kind} details.${name}: follows no date ${detail.from}`]
          : [],
      ),
    ),
  )

/** Details that ask for evidence though no model looks at them: nobody would ever be asked. A pack with one does not load. */
export function proofFaults(packs: readonly Pack[]): string[] {
  const rated = ratedIn(packs.flatMap(({ objects }) => objects))
  return packs.flatMap(({ id, objects }) =>
    objects.flatMap(({ kind, details }) =>
      Object.entries(details).flatMap(([name, { proof }]) =>
        proof && !rated.get(kind)?.has(`details/${name}`)
          ? [`${id} ${kind} details.${name}: asks for evidence, but no model rates it`]
          : [],
      ),
    ),
  )
}

/** Event types of cameras that name things by a detail nobody keeps. A pack with one does not load. */
export function sightedFaults(packs: readonly Pack[]): string[] {
  const kinds = packs.flatMap(({ objects }) => objects)
  return packs.flatMap(({ types }) =>
    types.flatMap(({ id, sighted }) => {
      if (!sighted) return []
      const detail = kinds.find(({ kind }) => kind === sighted.kind)?.details[sighted.detail]
      return detail?.kind === 'text' ? [] : [`${id} sighted: no kind ${sighted.kind} with a text ${sighted.detail}`]
    }),
  )
}
