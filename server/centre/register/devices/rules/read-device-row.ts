import { type DeviceColumn, deviceColumns, neededOfDevice, noneOfDevice } from '../../../../../contract/device-columns.ts'
import { DeviceNew } from '../../../../../contract/object-device.ts'
import { columnWords, findColumns, type Headings, unguarded } from '../../../../../contract/sheet-columns.ts'
import { refusalOfSchema } from '../../../../kernel/issue-words.ts'
import { malformed, type Refusal, type Result, refuse, refuseInput } from '../../../../kernel/result.ts'
import type { DeviceKind } from './kinds-for.ts'

export type Places = Headings<DeviceColumn>['places']
/** What a row is read against: its object, or why there is none, and what may be said of devices there. */
export type Ground = {
  kindsAt(code: string): readonly DeviceKind[] | null
  gateways: readonly { id: string; name: string }[]
  held(id: string): { kind: string; name: string; gateway: string | null; intervalS: number } | undefined
}

/** Finds the columns of a line of headings. Refused without the object or the number, and when one stands twice. */
export function findDeviceColumns(headings: readonly string[]): Result<Headings<DeviceColumn>> {
  const found = findColumns<DeviceColumn>(deviceColumns, neededOfDevice, headings)
  return 'reason' in found ? refuseInput('/file', found.reason, { name: found.name }) : { ok: true, value: found }
}

/** An object's code and the device a row says of it, whole: what is left out is as it was, or as its pack says. Refused with its column. */
export function readDeviceRow(
  cells: readonly string[],
  places: Places,
  ground: Ground,
): Result<{ code: string; device: DeviceNew }> {
  const cell = (column: DeviceColumn): string => unguarded((cells[places.get(column) ?? -1] ?? '').trim()).trim()
  const [code, id] = [cell('object'), cell('id')]
  if (code === '') return refused('object', 'value.missing')
  if (id === '') return refused('id', 'value.missing')
  const kinds = ground.kindsAt(code)
  if (!kinds) return refused('object', 'name.unknown', code)
  const before = ground.held(id)
  const kind = kindSaid(cell('kind'), kinds, before?.kind)
  if (!kind) return refused('kind', cell('kind') === '' ? 'value.missing' : 'unfit')
  const speaker = speakerSaid(cell('gateway'), ground.gateways, before?.gateway ?? null)
  if (speaker === undefined) return refused('gateway', 'name.unknown', cell('gateway'))
  const interval = cell('intervalS').normalize('NFKC')
  if (interval !== '' && !/^\d{1,5}$/.test(interval)) return refused('intervalS', 'row.number', interval)
  const intervalS = interval === '' ? (before?.intervalS ?? kind.intervalS) : Number(interval)
  const given = { id, kind: kind.kind, name: cell('name') || before?.name || id, gateway: speaker, intervalS }
  const parsed = DeviceNew.safeParse(given)
  if (parsed.success) return { ok: true, value: { code, device: parsed.data } }
  const field = String(parsed.error.issues[0]?.path[0] ?? '') as DeviceColumn
  const { code: why, details } = refusalOfSchema(parsed.error)
  return refuse(why, { ...details, ...columnWords<DeviceColumn>(deviceColumns, field) })
}

/** By its name in either language or by its id; left out it is the one it was, or the only one that may stand there. */
function kindSaid(said: string, kinds: readonly DeviceKind[], before: string | undefined): DeviceKind | undefined {
  if (said !== '') return kinds.find(({ kind, name }) => kind === said || name.zh === said || name.en === said)
  return before === undefined && kinds.length === 1 ? kinds[0] : kinds.find(({ kind }) => kind === before)
}

/** An empty cell changes nothing; null (—): it speaks for itself; undefined: nobody is called so. */
function speakerSaid(said: string, gateways: Ground['gateways'], before: string | null): string | null | undefined {
  if (said === '') return before
  return said === noneOfDevice ? null : gateways.find(({ id, name }) => id === said || name === said)?.id
}

function refused(
  column: DeviceColumn,
  reason: 'value.missing' | 'name.unknown' | 'unfit' | 'row.number',
  said = '',
): Result<never> {
  const text = said.slice(0, 40)
  const given: Refusal = malformed(`/${column}`, reason, {
    ...(reason === 'row.number' ? { text } : reason === 'name.unknown' ? { name: text } : {}),
    ...columnWords<DeviceColumn>(deviceColumns, column),
  })
  return refuse(given.code, given.details)
}
