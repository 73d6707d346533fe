import { clashesOf } from '../../../contract/object-columns.ts'
import type { Pack } from '../../../contract/pack.ts'

/** Details a sheet could not tell apart by their headings, in words for whoever starts the server. A pack with one does not load. */
export const detailFaults = (packs: readonly Pack[]): string[] =>
  packs.flatMap(({ id, objects }) =>
    objects.flatMap(({ kind, details }) =>
      clashesOf(details).map((detail) => `${id} ${kind} details.${detail}: its name is taken by another column`),
    ),
  )
