import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Db } from '../../kernel/spine.ts'
import { entityOf, ways } from './entities.ts'
import { countEntities, type Only, readEntities, type Sight } from './store.ts'
import type { Options, Row, SetName } from './types.ts'

type Shown = Record<string, unknown>
/** What one question may cost in statements: an expansion asks one for each entity it stands under. */
const mostStatements = 300

export type Asking = { db: Db; sight: Sight; base: string; statements: number }

const plain: Options = { filter: null, orderby: [], top: 1, skip: 0, count: false, select: null, expand: [] }

/** A list of a set, with what its expansions hold. `address`: where the list itself is, with its query. */
export async function listOf(
  asking: Asking,
  { set, only, options, address }: { set: SetName; only: Only; options: Options; address: string | null },
): Promise<{ count: number | null; value: Shown[]; next: string | null }> {
  spend(asking, options.count ? 2 : 1)
  const asked = { set, only, options, sight: asking.sight }
  const count = options.count ? await countEntities(asking.db, asked) : null
  const rows = await readEntities(asking.db, asked)
  const page = rows.slice(0, options.top)
  const value: Shown[] = []
  for (const row of page) value.push(await expanded(asking, set, row, options))
  return {
    count,
    value,
    next: address !== null && rows.length > page.length && page.length > 0 ? nextOf(address, options) : null,
  }
}

/** The one entity of a set, its row and how it is shown; null when there is none. */
export async function oneOf(
  asking: Asking,
  { set, only, options }: { set: SetName; only: Only; options: Options },
): Promise<{ row: Row; shown: Shown } | null> {
  spend(asking, 1)
  const [row] = await readEntities(asking.db, { set, only, options: plain, sight: asking.sight })
  return row ? { row, shown: await expanded(asking, set, row, options) } : null
}

async function expanded(asking: Asking, set: SetName, row: Row, { select, expand }: Options): Promise<Shown> {
  const shown = entityOf(set, row, { base: asking.base, select })
  for (const { name, options } of expand) {
    const way = Object.hasOwn(ways[set], name) ? ways[set][name] : undefined
    if (!way) throw new RefusalError(malformed('/$expand', 'name.unknown', { name: name.slice(0, 80) }))
    const only = way.only(row)
    if (way.one) shown[name] = (await oneOf(asking, { set: way.to, only, options }))?.shown ?? null
    else {
      const { count, value, next } = await listOf(asking, {
        set: way.to,
        only,
        options,
        address: `${selfOf(set, row, asking)}/${name}`,
      })
      if (count !== null) shown[`${name}@iot.count`] = count
      shown[name] = value
      if (next) shown[`${name}@iot.nextLink`] = next
    }
    delete shown[`${name}@iot.navigationLink`]
  }
  return shown
}

const selfOf = (set: SetName, row: Row, { base }: Asking): string =>
  String(entityOf(set, row, { base, select: null })['@iot.selfLink'])

function spend(asking: Asking, n: number): void {
  asking.statements += n
  if (asking.statements > mostStatements) throw new RefusalError(malformed('/$expand', 'most.array', { max: mostStatements }))
}

/** The same question further on. */
function nextOf(address: string, { top, skip }: Options): string {
  const [path, query = ''] = address.split('?')
  const next = new URLSearchParams(query)
  next.set('$top', String(top))
  next.set('$skip', String(skip + top))
  return `${path}?${next}`
}
