import { outlinesOf } from '../../city/area/places.ts'
import { cityArea } from '../../city/area/store.ts'
import { objectKindsOf, ratedKinds } from '../../city/pack/object-kinds.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { pageOf, parseCursor, parseWords, wordPage } from '../../kernel/cursor.ts'
import type { Db } from '../../kernel/spine.ts'
import { extentOf } from './rules/extent-of.ts'
import { meetsBox } from './rules/meets-box.ts'
import {
  countEvents,
  countObjects,
  type OpenEvent,
  type OpenObject,
  readEvent,
  readEvents,
  readObject,
  readObjects,
} from './store.ts'
import type { Asked, Extent, Feature, Layer, Page } from './types.ts'

/** Beyond this nobody counts: the answer then says how many it holds, not how many there are. */
const countedAtMost = 10_000

/** Everything anybody may have: borders, risk objects of packs that show theirs, and where matters of public kinds stand. */
export function layersOf({ db, packs }: { db: Db; packs: Packs }): Layer[] {
  return [districts(db), towns(db), objects(db, packs), events(db, packs)]
}

/** Where the city lies: no layer holds anything outside. */
export const cityExtent = async (db: Db): Promise<Extent> => extentOf(await drawnDistricts(db))

async function drawnDistricts(db: Db): Promise<Feature[]> {
  const city = (await cityArea(db))?.code
  return city ? outlinesOf(city).features : []
}

function districts(db: Db): Layer {
  const all = (): Promise<Feature[]> => drawnDistricts(db)
  return {
    ...{ id: 'districts', title: '区县 Districts', description: '区县边界 Borders of the districts' },
    page: async (asked) => cut((await all()).filter(meets(asked)), asked, true),
    find: async (id) => (await all()).find((one) => one.id === id) ?? null,
  }
}

function towns(db: Db): Layer {
  return {
    id: 'towns',
    title: '镇街 Towns',
    description: '镇街边界（示意）Borders of the towns, schematic',
    async page(asked) {
      const found: Feature[] = []
      const after = parseWords(asked.cursor ?? undefined, 1)?.[0] ?? ''
      // Towns are laid out by district, each only when it is needed.
      for (const district of (await drawnDistricts(db)).toSorted(byId)) {
        if (found.length > asked.limit) break
        if (district.id < after.slice(0, 6) || !meets(asked)(district)) continue
        found.push(
          ...outlinesOf(district.id)
            .features.filter(({ id }) => id > after)
            .filter(meets(asked)),
        )
      }
      return cut(found, asked, false)
    },
    async find(id) {
      const district = (await drawnDistricts(db)).find((one) => id.length === 9 && id.startsWith(one.id))
      return district ? (outlinesOf(district.id).features.find((one) => one.id === id) ?? null) : null
    },
  }
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1)
const meets =
  ({ box }: Asked) =>
  ({ geometry }: Feature): boolean =>
    box === null || meetsBox(geometry, box)

/** A page of features that are all there, by their ids. */
function cut(all: Feature[], { limit, cursor }: Asked, isAll: boolean): Page {
  const after = parseWords(cursor ?? undefined, 1)?.[0] ?? ''
  const left = all.toSorted(byId).filter(({ id }) => id > after)
  const { rows, next } = wordPage(left.slice(0, limit + 1), limit, ({ id }) => [id])
  return { features: rows, next, matched: isAll ? all.length : null }
}

/** What stands somewhere whether or not anything happens: a time asked for leaves none out. */
function objects(db: Db, packs: Packs): Layer {
  const open = () => objectKindsOf(packs.all()).filter((one) => one.public)
  const nameOf = (kind: string): string => open().find((one) => one.kind === kind)?.name.zh ?? kind
  const kinds = (): string[] => open().map(({ kind }) => kind)
  const featureOf = ({ id, lon, lat, kind, risk, ...told }: OpenObject): Feature => ({
    ...{ type: 'Feature', id, geometry: { type: 'Point', coordinates: [lon, lat] } },
    properties: {
      kind,
      kindName: nameOf(kind),
      ...told,
      risk: ratedKinds(packs.all()).includes(kind) ? risk : null,
    },
  })
  return {
    id: 'objects',
    title: '风险对象 Risk objects',
    description: '公开的风险对象：类别、名称、位置、风险等级 Risk objects that are public: kind, name, place, risk',
    async page({ box, cursor, limit }) {
      const wanted = { kinds: kinds(), box }
      const after = parseWords(cursor ?? undefined, 1)?.[0] ?? ''
      const rows = await readObjects(db, wanted, { after, limit: limit + 1 })
      const matched = await countObjects(db, wanted, countedAtMost + 1)
      const page = wordPage(rows, limit, ({ id }) => [id])
      return { features: page.rows.map(featureOf), next: page.next, matched: matched > countedAtMost ? null : matched }
    },
    async find(id) {
      const row = await readObject(db, id, kinds())
      return row && featureOf(row)
    },
  }
}

function events(db: Db, packs: Packs): Layer {
  const types = (): string[] => packs.all().flatMap((pack) => pack.types.filter((type) => type.public).map(({ id }) => id))
  const featureOf = (row: OpenEvent): Feature => ({
    type: 'Feature',
    id: row.id,
    properties: {
      type: row.type,
      typeName: packs.typeOf(row.type)?.type.name.zh ?? row.type,
      state: row.closed ? 'closed' : 'open',
      openedAt: row.opened_at.toISOString(),
      closedAt: row.closed_at?.toISOString() ?? null,
      district: row.district,
      town: row.town,
    },
    geometry: { type: 'Point', coordinates: [row.lon, row.lat] },
  })
  return {
    id: 'events',
    title: '公开事件 Public events',
    description: '公开类别的事件：类别、地点、状态、时间 Events of public kinds: kind, place, state, times',
    async page(asked) {
      const wanted = { types: types(), box: asked.box, span: asked.span }
      const rows = await readEvents(db, wanted, { after: parseCursor(asked.cursor ?? undefined), limit: asked.limit + 1 })
      const matched = await countEvents(db, wanted, countedAtMost + 1)
      const { rows: page, next } = pageOf(rows, asked.limit, (row) => ({ at: row.opened_at, id: row.id }))
      return { features: page.map(featureOf), next, matched: matched > countedAtMost ? null : matched }
    },
    async find(id) {
      const row = isUuid.test(id) ? await readEvent(db, id, types()) : null
      return row && featureOf(row)
    },
  }
}
const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
