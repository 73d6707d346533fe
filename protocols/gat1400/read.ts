import { chinaTimeOf } from '../china-time.ts'
import { type Decoded, decoded, rejected } from '../decoded.ts'
import { isRecord, readJson } from '../json.ts'
import { lists, type SingleKind, singles, type ViidKind, type ViidMessage, type ViidObject, type ViidValue } from './types.ts'

/** Pictures come as base64 inside. */
export const mostBytes = 16 * 1024 * 1024
const mostDepth = 24

/** Whole numbers that devices also send as text. */
const numbers = new Set(
  (
    'InfoKind LeftTopX LeftTopY RightBtmX RightBtmY Width Height HasPlate IsCovered LaneNo Speed Direction PlateReliability ' +
    'VehicleLength VehicleWidth VehicleHeight AgeUpLimit AgeLowerLimit Similaritydegree FileSize StatusCode OperateType ' +
    'SubscribeStatus ReportInterval SourceType Longitude Latitude ExtendTimeout TotalNum'
  ).split(' '),
)

/**
 * Reads the body of a request or answer (`/VIID/Faces`, `/VIID/SubscribeNotifications` …); its root says what it is. Refused:
 * `bad-json`, `too-short`, `too-long`, `bad-schema` (no object, or no list where one belongs), `unknown-message` (another
 * root), `missing-field` (an object without its name).
 */
export function readViid(body: Uint8Array | string): Decoded<ViidMessage> {
  if (body.length > mostBytes) return rejected('too-long', body.length)
  const parsed = readJson(typeof body === 'string' ? body : new TextDecoder().decode(body))
  if (!parsed.ok) return parsed
  const document = parsed.value
  if (!isRecord(document)) return rejected('bad-schema', 'object')
  for (const [kind, [root, list, id]] of Object.entries(lists)) {
    const found = document[root]
    if (found !== undefined) return listOf({ kind: kind as ViidKind, root, list, id }, found)
  }
  for (const [kind, root] of Object.entries(singles)) {
    const found = document[root]
    if (found !== undefined)
      return isRecord(found) ? decoded({ kind: kind as SingleKind, item: plain(found, 0) }) : rejected('bad-schema', root)
  }
  return rejected('unknown-message', Object.keys(document)[0]?.slice(0, 60) ?? '')
}

type List = { kind: ViidKind; root: string; list: string; id: string }

function listOf({ kind, root, list, id }: List, found: unknown): Decoded<ViidMessage> {
  const given = isRecord(found) ? found[list] : found
  // One object without its brackets is what some platforms send.
  const all = Array.isArray(given) ? given : given === undefined ? [] : [given]
  if (!isRecord(found) && !Array.isArray(found)) return rejected('bad-schema', root)
  const items: ViidObject[] = []
  for (const [i, one] of all.entries()) {
    if (!isRecord(one)) return rejected('bad-schema', `${list}/${i}`)
    const item = plain(one, 0)
    if (nameOf(item, id) === null) return rejected('missing-field', `${list}/${i}/${id}`)
    items.push(item)
  }
  return decoded({ kind, items })
}

function nameOf(item: ViidObject, path: string): string | null {
  let at: ViidValue | undefined = item
  for (const name of path.split('.')) at = isRecord(at) ? (at as ViidObject)[name] : undefined
  return typeof at === 'string' && at !== '' ? at : typeof at === 'number' ? String(at) : null
}

function plain(given: Record<string, unknown>, depth: number): ViidObject {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, plainValue(name, value, depth)]))
}

function plainValue(name: string, value: unknown, depth: number): ViidValue {
  if (depth > mostDepth) return null
  if (Array.isArray(value)) return value.map((one) => plainValue(name, one, depth + 1))
  if (isRecord(value)) return plain(value, depth + 1)
  if (/Time$/.test(name)) return timeOf(value)
  if (typeof value === 'string') {
    if (value === '') return null
    return numbers.has(name) && /^[+-]?\d{1,15}(\.\d+)?$/.test(value) ? Number(value) : value
  }
  return typeof value === 'number' || typeof value === 'boolean' ? value : null
}

/** `yyyyMMddHHmmss`, with thousandths behind or not; also what already is ISO with a zone. */
function timeOf(value: unknown): string | null {
  const text = String(value ?? '')
  if (/^\d{14}(\d{3})?$/.test(text)) return chinaTimeOf(text.slice(0, 14))
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null
}
