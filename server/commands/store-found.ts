import type pg from 'pg'
import type { Haulage } from '../../contract/haulage.ts'
import type { Packs } from '../city/pack/packs.ts'
import { copyRows } from '../city/seed/copy-rows.ts'
import { gatherParts } from '../flow/3-event/parts/gather.ts'
import type { Part } from '../flow/3-event/parts/rules/parts-of.ts'
import { cityDay } from '../kernel/calendar.ts'
import type { Db } from '../kernel/spine.ts'
import type { Case } from './scale-cases.ts'
import type { Carrier, PartsOf, Tip } from './scale-found.ts'

/** Carriers of the demo in the register, one firm after the other, and the places they may be unloaded at. */
export async function readCarriers(
  client: pg.ClientBase,
  { carrier, to }: Haulage,
): Promise<{ carriers: Carrier[]; tips: Tip[] }> {
  const carriers = await client.query<Carrier>(
    `select id, name from objects where kind = $1 and demo and valid_to is null order by details ->> 'firm', code desc`,
    [carrier.kind],
  )
  const tips = await client.query<Tip>(
    `select name, lon, lat, coalesce((details ->> $2)::float8, 0) as "radiusM" from objects where kind = $1 and valid_to is null order by code`,
    [to.kind, to.radius],
  )
  return { carriers: carriers.rows, tips: tips.rows }
}

/** What the platform found of carriers, before the cases that came of it. */
export const copyFindings = (client: pg.ClientBase, cases: Iterable<Case>): Promise<number> =>
  copyRows(
    client,
    'haul_findings (id, pack, key, check_id, type, object, area, lon, lat, at, found_at, evidence, demo)',
    findingRows(cases),
  )

function* findingRows(cases: Iterable<Case>) {
  for (const { signal, matter, ground, filed, found } of cases)
    if (found)
      yield [
        ...[signal, matter.pack, found.key, found.check, matter.type, found.carrier.id, ground.path, ground.lon, ground.lat],
        ...[found.at, filed, JSON.stringify(found.evidence), true],
      ]
}

type Asked = { packs: Packs; zone: string }

/** Whom each case the platform found concerns, gathered as the product does when it is opened. */
export async function partsOfFound(client: pg.ClientBase, { packs, zone }: Asked, cases: Iterable<Case>): Promise<PartsOf> {
  const db: Db = { query: async <T>(sql: string, values?: unknown[]) => (await client.query(sql, values)).rows as T[] }
  const parts = new Map<number, readonly Part[]>()
  for (const { n, signal: id, found, matter, ground, filed: at } of cases)
    if (found) {
      const asking = { pack: packs.byId(matter.pack), day: (moment: Date) => cityDay(moment, zone) }
      parts.set(n, await gatherParts(db, asking, { id, object: found.carrier.id, area: ground.path, at }))
    }
  return parts
}

/** The parts of cases the platform found; those of the others come with their rows (`copyCases`). */
export async function copyParts(client: pg.ClientBase, cases: Iterable<Case>, parts: PartsOf): Promise<void> {
  await copyRows(
    client,
    'event_parts (event, home_event, signal, why, area, district, name, ref, named, at, since)',
    partRows(cases, parts),
  )
}

function* partRows(cases: Iterable<Case>, parts: PartsOf) {
  for (const { n, event, signal, opened } of cases)
    for (const { why, area, district, place, ref, named, at } of parts.get(n) ?? [])
      yield [event, event, signal, why, area, district, place, ref, named, at, opened]
}
