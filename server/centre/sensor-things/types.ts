/** What a property can be compared with. */
export type Kind = 'text' | 'number' | 'time'
export type SetName = 'Things' | 'Locations' | 'Datastreams' | 'Observations'

export type Literal = { kind: Kind; value: string | number }
/** A condition of `$filter`; `property` as it is written there. */
export type Filter =
  | { is: 'and' | 'or'; left: Filter; right: Filter }
  | { is: 'not'; of: Filter }
  | { is: 'compare'; property: string; by: 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le'; with: Literal }
  | { is: 'text'; property: string; how: 'startswith' | 'endswith' | 'contains'; with: string }

export type Options = {
  filter: Filter | null
  orderby: { property: string; down: boolean }[]
  top: number
  skip: number
  count: boolean
  select: string[] | null
  expand: Expand[]
}
export type Expand = { name: string; options: Options }

/** One entity as its row is read; `id` is unique in its set. */
export type Row = Record<string, unknown> & { id: string }
