import { gradeWeight } from '../../../../contract/scales.ts'
import { areaAt } from '../../../city/area/places.ts'
import { insertKept } from '../../../city/file/store.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { toWgs84 } from '../../../kernel/crs.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { fuse } from '../vetting/fuse.ts'
import { thingIn } from '../vetting/rules/thing-in.ts'
import { weigh } from '../vetting/weigh.ts'
import { type Matched, matchLabel } from './rules/match-label.ts'
import { momentOf } from './rules/moment-of.ts'
import { isSame } from './rules/same-suspicion.ts'
import {
  countAgain,
  countSuspicions,
  insertSuspicion,
  labelsOf,
  lastSuspicion,
  lockCamera,
  placeOfDevice,
  sightingOf,
  upsertSighting,
} from './store.ts'
import { cameraOf, setListed, upsertCameras } from './store-platforms.ts'
import type { Label, Listed, Platform, Seen, SightingOutcome } from './types.ts'

/** New ones of one camera and label in an hour, by when they came: as many as the shortest window of the table lets through. The rest is kept and counted. */
const mostAnHour = 6
const hourMs = 3_600_000

/** What became of it, or that it had come before or is over long since. */
export type Taken = SightingOutcome | 'repeated' | 'reading.too-old'

/**
 * One time a camera noticed something, in the transaction of its caller: looked up in the table of labels, and where that says so a new
 * suspicion (`camera.suspected`), or once more the one that goes on. What came before changes nothing, unless nobody knew its label then.
 */
export async function takeSeen(tx: Tx, packs: Packs, platform: Platform, seen: Seen): Promise<Taken> {
  const at = momentOf(seen.at, tx.now)
  if (at === null) return 'reading.too-old'
  await lockCamera(tx, platform, seen.camera)
  const before = await sightingOf(tx, platform, seen.digest)
  if (before !== null && before !== 'unknown') return 'repeated'
  const matched = matchLabel(await labelsOf(tx, platform.protocol, seen.names), seen, (type) => packs.typeOf(type) !== null)
  if (before === 'unknown' && matched.outcome === 'unknown') return 'repeated'
  const place = await placeOf(tx, platform, seen)
  const sighted = matched.outcome === 'suspicion' ? (packs.typeOf(matched.label.type!)?.type.sighted ?? null) : null
  const thing = sighted ? thingIn(seen.thing ?? null) : null
  const found =
    matched.outcome === 'suspicion'
      ? await (sighted
          ? fuse(tx, platform, { seen, label: matched.label, at, place, sighted, thing })
          : suspect(tx, packs, platform, { seen, label: matched.label, at, place }))
      : null
  const outcome = found?.outcome ?? matched.outcome
  const label = nameOf(matched, seen)
  const photo = sighted && seen.photo ? await keptPhoto(tx, seen.photo) : null
  await upsertSighting(tx, platform, {
    ...{ seen, label, at, area: place.area, outcome, suspicion: found?.id ?? null, photo, thing },
    confidence: sighted ? seen.confidence : null,
  })
  if (sighted && found?.id) await weigh(tx, sighted, found.id)
  return outcome
}

/** Nobody's until a person says what it shows: unless its suspicion becomes an event, it goes the way of every loose upload. */
async function keptPhoto(tx: Tx, photo: NonNullable<Seen['photo']>): Promise<string> {
  const id = tx.newId()
  await insertKept(tx, { id, owner: 'camera', ...photo })
  return id
}

const nameOf = (matched: Matched, { names }: Seen): string => ('label' in matched ? matched.label.label : names[0]!)

export type Place = { name: string | null; object: string | null; area: string; lon: number; lat: number; demo: boolean }

/** Where a camera is: as it says now, else as its platform listed it, else where the platform stands. */
async function placeOf(tx: Tx, platform: Platform, { camera, position }: Seen): Promise<Place> {
  const { object, area, lon, lat, demo } = await placeOfDevice(tx, platform.sender.device)
  const listed = await cameraOf(tx, platform, camera)
  const own = placed(platform, position)
  const there = own ?? (listed?.area ? { area: listed.area, lon: listed.lon!, lat: listed.lat! } : null)
  const name = listed?.name ?? null
  return there ? { name, object: null, demo, ...there } : { name, object, area, lon, lat, demo }
}

/** A position in the system of its sender as a place of this city; null when there is none, or nobody said its system. */
function placed({ sender }: Platform, position: Seen['position']): Pick<Place, 'area' | 'lon' | 'lat'> | null {
  // What has no fix says 0, 0.
  if (!position || (position.lon === 0 && position.lat === 0)) return null
  const at = toWgs84(sender.crs, [position.lon, position.lat])
  const area = at.flag ? null : areaAt(at.lon, at.lat)?.path
  return at.flag || !area ? null : { area, lon: at.lon, lat: at.lat }
}

/** What is serious or worse comes before a person however often it comes. */
function isGrave(packs: Packs, { grade, type }: Label): boolean {
  const weighs = grade ?? packs.typeOf(type!)?.type.grade
  return weighs !== undefined && gradeWeight(weighs) >= gradeWeight('serious')
}

export type Suspecting = { seen: Seen; label: Label; at: Date; place: Place }

async function suspect(
  tx: Tx,
  packs: Packs,
  platform: Platform,
  found: Suspecting,
): Promise<{ outcome: 'suspicion' | 'held'; id: string | null }> {
  const { protocol, number } = platform
  const { seen, label, at, place } = found
  const { camera, confidence } = seen
  const last = await lastSuspicion(tx, platform, { camera, label: label.label })
  if (last && isSame({ firstAt: last.first_at, lastAt: last.last_at }, at, label.windowS * 1_000)) {
    await countAgain(tx, last.id, at)
    return { outcome: 'suspicion', id: last.id }
  }
  const since = new Date(tx.now.getTime() - hourMs)
  if (!isGrave(packs, label) && (await countSuspicions(tx, platform, { camera, label: label.label, since })) >= mostAnHour)
    return { outcome: 'held', id: null }
  const id = tx.newId()
  const { name, object, area, lon, lat, demo } = place
  const type = label.type!
  await insertSuspicion(tx, {
    ...{ id, protocol, number, camera, camera_name: name, label: label.label, type, grade: label.grade, confidence },
    ...{ object, area, lon, lat, demo, first_at: at, last_at: at, thing: null, thing_object: null },
  })
  const body = { suspicion: id, camera: name ?? camera, label: label.label, type }
  await tx.record({ kind: 'camera.suspected', subject: id, area, occurredAt: at, body })
  return { outcome: 'suspicion', id }
}

/** Longer is no name. */
const short = (text: string | null, most: number): string | null => text?.slice(0, most) ?? null

/** Cameras as a platform lists them; `whole`: all of them, in whatever many parts they came. */
export async function takeListed(
  tx: Tx,
  platform: Platform,
  list: readonly Listed[],
  whole: readonly string[] | null,
): Promise<void> {
  const named = new Map(list.filter(({ camera }) => camera !== '' && camera.length <= 60).map((one) => [one.camera, one]))
  await upsertCameras(
    tx,
    platform,
    [...named.values()].map(({ camera, name, status, model, position }) => ({
      ...{ camera, name: short(name, 120), status: short(status, 20), model: short(model ?? null, 60) },
      ...(placed(platform, position) ?? { lon: null, lat: null, area: null }),
    })),
  )
  if (whole) await setListed(tx, platform, whole)
}
