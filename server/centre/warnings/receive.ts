import { createHash } from 'node:crypto'
import { readAlert } from '../../../protocols/cap/read.ts'
import type { ReadAlert } from '../../../protocols/cap/types.ts'
import { areaAt } from '../../city/area/places.ts'
import { areasByCode, cityArea } from '../../city/area/store.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { toldBy } from './rules/told-by.ts'
import { boxOf, districtOf, middlesOf, touched } from './rules/touched.ts'
import { endWarnings, insertWarning, joinChains, lockSender, lockWarnings, readNewer, townsWithin } from './store.ts'
import type { Told, WarningRow } from './types.ts'

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
  const row = await rowOf(tx, key, told, about)
  await insertWarning(tx, { ...row, digest, alert: whole })
  await endWarnings(
    tx,
    about.map(({ id }) => id),
    row.id,
  )
  await joinChains(tx, [...about.map(({ chain }) => chain), ...row.newer.map(({ chain }) => chain)], row.chain)
  await recordWarning(tx, row)
  return { id: row.id, known: false }
}

type Row = Omit<WarningRow, 'digest' | 'ended_kind' | 'received_at'> & { newer: WarningRow[] }

async function rowOf(tx: Tx, key: string, told: Told, about: WarningRow[]): Promise<Row> {
  // The newest of those it is about: what a cancellation leaves out stands there.
  const last = about.toSorted((a, b) => b.sent_at.getTime() - a.sent_at.getTime())[0]
  const colour = told.colour ?? last?.colour
  if (!colour || (told.kind === 'cancel' && !last))
    throw new RefusalError({ code: 'warning.nothing', details: { name: told.about.join(' ').slice(0, 200) } })
  const newer = await readNewer(tx, { key, sender: told.sender, identifier: told.identifier })
  const id = tx.newId()
  const sameAreas = told.rings.length + told.circles.length + told.codes.length === 0 && last
  return {
    ...{ id, key, sender: told.sender, identifier: told.identifier, kind: told.kind },
    // A cancellation is told wherever the warning was, and never further.
    ...{ exercise: told.exercise, restricted: told.restricted || (last?.restricted ?? false) },
    colour: told.kind === 'cancel' && last ? last.colour : colour,
    event: told.event ?? last?.event ?? '',
    ...{ headline: told.headline, description: told.description, instruction: told.instruction },
    publisher: told.publisher ?? last?.publisher ?? told.sender,
    area_words: told.areaWords || (last?.area_words ?? ''),
    areas: sameAreas ? last.areas : await areasOf(tx, told),
    ...{ sent_at: told.sentAt, from_at: told.from ?? (told.sentAt < tx.now ? told.sentAt : tx.now), to_at: told.to },
    chain: last?.chain ?? newer.at(-1)?.chain ?? id,
    ended_at: newer[0] ? tx.now : null,
    ended_by: newer[0]?.id ?? null,
    newer,
  }
}

/** Paths of districts by outlines and codes; the whole city when nothing here is named, for then nobody can be left out. */
async function areasOf(db: Db, told: Told): Promise<string[]> {
  const box = boxOf(told)
  const towns = box ? touched(told, await townsWithin(db, box)) : []
  const middles = middlesOf(told).flatMap(([lon, lat]) => areaAt(lon, lat)?.path ?? [])
  const coded = (await areasByCode(db, told.codes.slice(0, 500))).map(({ path }) => path)
  const city = (await cityArea(db))!.path
  const paths = [...towns.map(({ path }) => path), ...middles.filter((path) => path.startsWith(city)), ...coded].map(districtOf)
  return paths.length > 0 ? [...new Set(paths)].sort() : [city]
}

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
