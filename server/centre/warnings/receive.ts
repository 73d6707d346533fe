import { createHash } from 'node:crypto'
import { warningColours } from '../../../contract/warning-colours.ts'
import { readAlert } from '../../../protocols/cap/read.ts'
import type { ReadAlert } from '../../../protocols/cap/types.ts'
import { areaAt, outlinesOf } from '../../city/area/places.ts'
import { areasByCode, cityArea } from '../../city/area/store.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { toldBy } from './rules/told-by.ts'
import { boxOf, districtOf, meets, middlesOf, touched } from './rules/touched.ts'
import { endWarnings, insertWarning, joinChains, lockSender, lockWarnings, readNewer, townsWithin } from './store.ts'
import type { Corner, Told, ToldPart, WarningRow } from './types.ts'

/** Reads a message before anything is asked of the database. Throws the refusal of what is no CAP 1.2. */
export function readMessage(document: Uint8Array): ReadAlert {
  const read = readAlert(document)
  if (!read.ok)
    throw new RefusalError({ code: 'warning.document', details: { why: [read.error, read.detail].filter(Boolean).join(' ') } })
  return read.value
}

/**
 * Takes a message in: once, however often it comes. It ends what it is about, of the same sender by the same key; one that comes after
 * its own update is ended already. Another text under a name that was used is refused: a warning is never changed, only followed.
 */
export async function receiveWarning(tx: Tx, key: string, alert: ReadAlert): Promise<{ id: string; known: boolean }> {
  const { signed: _signed, breaches: _breaches, ...whole } = alert
  const told = orRefuse(toldBy(alert))
  const digest = createHash('sha256').update(JSON.stringify(whole)).digest()
  await lockSender(tx, key, told.sender)
  const [before] = await lockWarnings(tx, { key, sender: told.sender, identifiers: [told.identifier] })
  if (before && !before.digest.equals(digest))
    throw new RefusalError({ code: 'warning.changed', details: { name: told.identifier } })
  if (before) return { id: before.id, known: true }
  const about = await lockWarnings(tx, { key, sender: told.sender, identifiers: told.about })
  const newer = await readNewer(tx, { key, sender: told.sender, identifier: told.identifier })
  const rows = await rowsOf(tx, key, told, { about, newer })
  for (const row of rows) await insertWarning(tx, { ...row, digest, alert: whole })
  const [first] = rows
  await endWarnings(
    tx,
    about.map(({ id }) => id),
    first!.id,
  )
  await joinChains(tx, [...about.map(({ chain }) => chain), ...newer.map(({ chain }) => chain)], first!.chain)
  for (const row of rows) if (row.areas.length > 0) await recordWarning(tx, row)
  return { id: first!.id, known: false }
}

type Row = Omit<WarningRow, 'digest' | 'ended_kind' | 'received_at'>
type Beside = { about: WarningRow[]; newer: WarningRow[] }

/** One row for each thing the message warns of, all of one chain. */
async function rowsOf(tx: Tx, key: string, told: Told, { about, newer }: Beside): Promise<Row[]> {
  const before = lastOf(about)
  const ids = told.parts.map(() => tx.newId())
  const chain = before?.chain ?? newer.at(-1)?.chain ?? ids[0]!
  const ended = { ended_at: newer[0] ? tx.now : null, ended_by: newer[0]?.id ?? null }
  const said = { key, sender: told.sender, identifier: told.identifier, kind: told.kind, exercise: told.exercise }
  const city = (await cityArea(tx))!.path
  const rows: Row[] = []
  for (const [part, one] of told.parts.entries()) {
    const id = ids[part]!
    // A cancellation is told wherever the warning was, and never further.
    const restricted = told.restricted || (before?.restricted ?? false)
    rows.push({ id, ...said, restricted, part, ...(await partRow(tx, { told, part: one, last: before, city })), chain, ...ended })
  }
  return rows
}

/** What a message leaves out stands in the newest of those it is about: of its parts the gravest colour, and the areas of all. */
function lastOf(about: WarningRow[]): WarningRow | undefined {
  const newest = about.toSorted((a, b) => b.sent_at.getTime() - a.sent_at.getTime())[0]
  if (!newest) return undefined
  const parts = about.filter(({ identifier }) => identifier === newest.identifier)
  const colour = warningColours.find((one) => parts.some((part) => part.colour === one))!
  return { ...newest, colour, areas: [...new Set(parts.flatMap(({ areas }) => areas))].sort() }
}

type PartRow = Omit<
  Row,
  'id' | 'key' | 'sender' | 'identifier' | 'part' | 'kind' | 'exercise' | 'restricted' | 'chain' | 'ended_at' | 'ended_by'
>

type OfPart = { told: Told; part: ToldPart; last: WarningRow | undefined; city: string }
async function partRow(tx: Tx, { told, part, last, city }: OfPart): Promise<PartRow> {
  const colour = told.kind === 'cancel' ? last?.colour : (part.colour ?? last?.colour)
  if (!colour) throw new RefusalError({ code: 'warning.nothing', details: { name: told.about.join(' ').slice(0, 200) } })
  const sameAreas = part.rings.length + part.circles.length + part.codes.length === 0 && last
  return {
    colour,
    event: part.event ?? last?.event ?? '',
    ...{ headline: part.headline, description: part.description, instruction: part.instruction },
    publisher: part.publisher ?? last?.publisher ?? told.sender,
    area_words: part.areaWords || (last?.area_words ?? ''),
    areas: sameAreas ? last.areas : await areasOf(tx, part, city),
    ...{ sent_at: told.sentAt, from_at: part.from ?? (told.sentAt < tx.now ? told.sentAt : tx.now), to_at: part.to },
  }
}

/**
 * Paths of districts by outlines and codes; the whole city when no place is named that is known here, for then nobody can be left out. None when
 * its outlines lie outside the city: it is kept and handed on, and calls for nobody here.
 */
async function areasOf(db: Db, told: ToldPart, city: string): Promise<string[]> {
  const box = boxOf(told)
  const towns = box ? touched(told, await townsWithin(db, box)) : []
  const middles = middlesOf(told).flatMap(([lon, lat]) => areaAt(lon, lat)?.path ?? [])
  const coded = (await areasByCode(db, told.codes.slice(0, 500))).map(({ path }) => path)
  const paths = [...towns.map(({ path }) => path), ...middles.filter((path) => path.startsWith(city)), ...coded].map(districtOf)
  if (paths.length > 0) return [...new Set(paths)].sort()
  const around = boxOf({ rings: cityRings(city), circles: [] })
  return box && around && !meets(box, around) ? [] : [city]
}

const cityRings = (city: string): Corner[][] =>
  outlinesOf(city.replaceAll('/', '')).features.flatMap(({ geometry }) => geometry.coordinates.flat(1) as Corner[][])

async function recordWarning(tx: Tx, row: Row): Promise<void> {
  const body = { warning: row.id, publisher: row.publisher, event: row.event, colour: row.colour }
  const about = { subject: row.id, area: row.areas.length === 1 ? row.areas[0]! : null, occurredAt: row.sent_at }
  if (row.kind === 'cancel') await tx.record({ kind: 'warning.cancelled', ...about, body })
  else
    await tx.record({
      kind: 'warning.received',
      ...about,
      body: { ...body, from: row.from_at.toISOString(), until: row.to_at?.toISOString() ?? null },
    })
}
