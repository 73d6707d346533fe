import { createHash } from 'node:crypto'
import { lists, type ViidKind, type ViidObject, type ViidValue } from '../../../../protocols/gat1400/types.ts'
import { tellsOfSomebody } from './label-in.ts'
import type { Listed, Seen } from './types.ts'

/** Faces and people are not taken: no track of a person (rules of the field). */
export const ofPersons: readonly ViidKind[] = ['faces', 'persons']
/** What cameras may notice. Vehicles that only pass bear no label, and nothing of them is kept. */
export const ofThings: readonly ViidKind[] = ['things', 'vehicles', 'non-motor-vehicles']

const text = (value: ViidValue | undefined): string | null => {
  const said = typeof value === 'number' ? String(value) : value
  return typeof said === 'string' && said.trim() !== '' ? said.trim() : null
}
const isYes = (value: ViidValue | undefined): boolean => value === true || value === 1 || value === '1'

/** What an object of GA/T 1400 may be called in the table: of things their name and property, of vehicles what is wrong with them. */
function namesOf(kind: ViidKind, item: ViidObject): string[] {
  const found =
    kind === 'things'
      ? [text(item.Name), text(item.Property)]
      : [
          // words of makers for what is wrong with a vehicle: the standard has none
          ...[text(item.Name), text(item.Property)],
          isYes(item.IsSuspicious) ? 'IsSuspicious' : null,
          text(item.DrivingStatusCode) && `DrivingStatusCode/${text(item.DrivingStatusCode)}`,
        ]
  const said = found.filter((one) => one !== null)
  const names = said.filter((one) => !tellsOfSomebody(one)).map((one) => one.slice(0, 60))
  return names.length === 0 && said.length > 0 ? ['0'] : names
}

/** Of 1 or of 100, by what is sent. */
function confidenceOf({ Confidence, Similaritydegree }: ViidObject): number | null {
  const said = Number(Confidence ?? Similaritydegree ?? Number.NaN)
  if (!Number.isFinite(said) || said < 0 || said > 100) return null
  return said > 1 ? said / 100 : said
}

export const idOf = (kind: ViidKind, item: ViidObject): string => {
  const [, , id] = lists[kind]
  return (text(item[id]) ?? text((item.ImageInfo as ViidObject | undefined)?.ImageID) ?? '').slice(0, 100)
}

/** Base64 of more is no still of a camera. */
const mostOfPicture = 4_000_000

/** The first picture an object brings with it, as it came. */
function pictureOf(item: ViidObject): Uint8Array | null {
  const list = (item.SubImageList as ViidObject | undefined)?.SubImageInfoObject
  const images = (Array.isArray(list) ? list : [list]) as (ViidObject | undefined)[]
  const data = images.map((image) => image?.Data).find((one) => typeof one === 'string' && one.length > 0)
  return typeof data === 'string' && data.length <= mostOfPicture ? Buffer.from(data, 'base64') : null
}

/** One object as something a camera noticed; null for what bears no label. Its number and its moment name it. */
export function seenIn(kind: ViidKind, item: ViidObject, platform: string): Seen | null {
  const names = namesOf(kind, item)
  if (names.length === 0) return null
  const at = text(item.AppearTime) ?? text(item.PassTime) ?? text(item.MarkTime) ?? text(item.LocationMarkTime)
  return {
    digest: createHash('sha256')
      .update(`${kind} ${idOf(kind, item)} ${at}`)
      .digest(),
    camera: (text(item.DeviceID) ?? text(item.SourceID) ?? platform).slice(0, 60),
    names,
    at,
    confidence: confidenceOf(item),
    position: null,
    thing: text(item.PlateNo),
    picture: () => pictureOf(item),
  }
}

/** A camera as its platform lists it; `IsOnline` 1 on, 2 off, 9 nobody knows. */
export function listedOf(item: ViidObject): Listed {
  const [lon, lat] = [Number(item.Longitude ?? Number.NaN), Number(item.Latitude ?? Number.NaN)]
  const online = text(item.IsOnline)
  return {
    camera: text(item.ApeID) ?? '',
    name: text(item.Name),
    status: online === '1' ? 'ON' : online === '2' ? 'OFF' : null,
    model: text(item.Model),
    position: Number.isFinite(lon) && Number.isFinite(lat) ? { lon, lat } : null,
  }
}

/** What is read of a thing or a vehicle: nothing else of it is kept, no picture, no plate, nobody's name. */
const readOf =
  'DeviceID SourceID IsSuspicious DrivingStatusCode AppearTime PassTime MarkTime LocationMarkTime Confidence Similaritydegree'.split(
    ' ',
  )

/** An object as it may be kept: enough to read it anew. */
export function keptOf(kind: ViidKind, item: ViidObject): ViidObject {
  const [, , id] = lists[kind]
  const names = ['Name', 'Property'].filter((name) => !tellsOfSomebody(text(item[name]) ?? ''))
  const told = [...readOf, ...names].flatMap((name): [string, ViidValue][] => {
    const value = item[name]
    return value === undefined || typeof value === 'object'
      ? []
      : [[name, typeof value === 'string' ? value.slice(0, 100) : value]]
  })
  return { ...Object.fromEntries(told), [id]: idOf(kind, item) }
}

const insideName = (root: string): string => root.replace(/ListObject$/, 'ObjectList')

/** A list as it stands in a notification. */
export const insideOf = (kind: ViidKind, items: ViidObject[]): [string, ViidObject] => {
  const [root, list] = lists[kind]
  return [insideName(root), { [list]: items }]
}

/** What a notification brings, by kind: its lists bear the names of their objects. */
export function listsIn(notification: ViidObject): { kind: ViidKind; items: ViidObject[] }[] {
  return Object.entries(lists).flatMap(([kind, [root, list]]) => {
    const found =
      notification[insideName(root)] ?? notification[root] ?? (kind === 'devices' ? notification.DeviceList : undefined)
    if (typeof found !== 'object' || found === null) return []
    const inner = Array.isArray(found) ? found : found[list]
    const items = (Array.isArray(inner) ? inner : [inner]).filter(
      (one): one is ViidObject => typeof one === 'object' && one !== null && !Array.isArray(one),
    )
    return items.length > 0 ? [{ kind: kind as ViidKind, items }] : []
  })
}
