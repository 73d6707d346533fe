import type { Mapping } from '../../../../../contract/mapped-feed.ts'
import type { Row } from '../../../../city/sheet/types.ts'

/** The columns of a value of an entity, which a mapping of such a feed names. */
export const ngsiColumns = ['id', 'type', 'attribute', 'value', 'unitCode', 'observedAt'] as const

/** A number of an attribute with the entity it is of. */
export type NgsiValue = {
  id: string
  type: string
  name: string
  value: number
  unitCode: string | null
  at: string | null
}

/** Values a mapping asks for as rows; an entity tells much more, and all else is left out. `n`: whose row it is. */
export function ngsiRows(mapping: Pick<Mapping, 'long'>, values: readonly NgsiValue[], n: number): Row[] {
  const said = new Set(mapping.long?.names.map((one) => one.said))
  return values
    .filter(({ name }) => said.has(name))
    .map(({ id, type, name, value, unitCode, at }) => ({
      n,
      cells: [id, type, name, String(value), unitCode ?? '', at?.replace(',', '.') ?? ''],
    }))
}
