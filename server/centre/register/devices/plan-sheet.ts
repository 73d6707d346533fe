import { createHash } from 'node:crypto'
import type { DeviceNew } from '../../../../contract/object-device.ts'
import { inScope } from '../../../city/permit/scope.ts'
import type { LookedAt } from '../../../city/sheet/doors.ts'
import { openTable } from '../../../city/sheet/open-table.ts'
import type { Row } from '../../../city/sheet/types.ts'
import { malformed, orRefuse, type Refusal, RefusalError } from '../../../kernel/result.ts'
import type { Db } from '../../../kernel/spine.ts'
import type { Keeper } from '../register.ts'
import { objectsByCode } from '../store.ts'
import { deviceKindsFor } from './rules/kinds-for.ts'
import { findDeviceColumns, type Ground, type Places, readDeviceRow } from './rules/read-device-row.ts'
import { devicesByNumber, gatewaysFor, type Held } from './store.ts'

/** Rows looked at together: between two parts others have their turn. */
const rowsAtOnce = 500
/** A device is registered through the very door of the form, one by one. More come as two sheets. */
const mostRows = 10_000

/** What a row says: `object` is the id of the object, `code` its code. */
export type Said = { object: string; code: string; device: DeviceNew }
/** A field of a device that becomes another. */
export type DeviceFieldChange = {
  field: string
  personal: false
  from: string | number | null
  to: string | number | null
}
export type DeviceSheetPlan = LookedAt & {
  fresh: Said[]
  changed: (Said & { changes: DeviceFieldChange[] })[]
  unchanged: number
}

/** Works out which devices a sheet (CSV, XLSX) would register and change, row by row, by number. Refused: what is no such sheet. */
export async function planDeviceSheet(db: Db, keeper: Keeper, bytes: Uint8Array): Promise<DeviceSheetPlan> {
  const table = orRefuse(await openTable(bytes, { sheet: null, heading: 1, list: '' }))
  try {
    const { columns, face, total: rows } = table.head
    if (rows > mostRows) throw new RefusalError(malformed('/file', 'rows.too-many', { max: mostRows }))
    const { places, unknown } = orRefuse(findDeviceColumns(columns))
    const plan: DeviceSheetPlan = {
      ...{ rows, refused: 0, faults: [], columns, unknown, face, digest: '' },
      ...{ fresh: [], changed: [], unchanged: 0 },
    }
    const gateways = await gatewaysFor(db, keeper)
    const reading: Reading = { keeper, places, gateways, plan, seen: new Set(), hash: createHash('sha256').update(bytes) }
    for (let from = 0; from < rows; from += rowsAtOnce) await addRows(db, reading, await table.rows(from, rowsAtOnce))
    return { ...plan, digest: reading.hash.digest('hex') }
  } finally {
    await table.close()
  }
}

type Reading = {
  keeper: Keeper
  places: Places
  gateways: Ground['gateways']
  plan: DeviceSheetPlan
  seen: Set<string>
  hash: ReturnType<typeof createHash>
}

async function addRows(db: Db, reading: Reading, rows: readonly Row[]): Promise<void> {
  const { keeper, places, plan, hash } = reading
  const column = (name: 'object' | 'id') => rows.map(({ cells }) => (cells[places.get(name) ?? -1] ?? '').trim())
  const objects = new Map(
    (await objectsByCode(db, column('object')))
      .filter(({ area, to }) => to === null && inScope(keeper.scope, area))
      .map((one) => [one.code, one]),
  )
  const known = await devicesByNumber(db, column('id'))
  // Whoever changes one of them meanwhile makes it another plan.
  for (const one of known) hash.update(`\n${JSON.stringify(one)}`)
  const held = new Map(known.map((one) => [one.id, one]))
  const ground: Ground = {
    kindsAt: (code) => (objects.has(code) ? deviceKindsFor(objects.get(code)!.kind, keeper.packs.all()) : null),
    gateways: reading.gateways,
    held: (id) => held.get(id),
  }
  for (const row of rows) {
    const read = readDeviceRow(row.cells, places, ground)
    const refusal = read.ok
      ? placed(reading, { ...read.value, object: objects.get(read.value.code)!.id }, held.get(read.value.device.id))
      : read.refusal
    if (!refusal) continue
    plan.refused++
    plan.faults.push({ n: row.n, cells: row.cells, refusal })
  }
}

const numberWords = { pathZh: '设备号', pathEn: 'Device number' }

/** Puts what a row says into the plan, or answers why not. */
function placed({ plan, seen }: Reading, said: Said, before: Held | undefined): Refusal | null {
  const { object, device } = said
  if (seen.has(device.id)) return malformed('/id', 'code.twice', numberWords)
  seen.add(device.id)
  // Its readings stay with the object they were of.
  if (before && before.object !== object)
    return before.state === 'retired' ? { code: 'object.device-elsewhere' } : malformed('/id', 'name.taken', numberWords)
  if (!before || before.state === 'retired') plan.fresh.push(said)
  else if (before.kind !== device.kind) return malformed('/id', 'name.taken', numberWords)
  else {
    const changes = changesOf(before, device)
    if (changes.length === 0) plan.unchanged++
    else plan.changed.push({ ...said, changes })
  }
  return null
}

const changesOf = (before: Held, device: DeviceNew): DeviceFieldChange[] =>
  (['name', 'gateway', 'intervalS'] as const)
    .filter((field) => before[field] !== device[field])
    .map((field) => ({ field: `device/${field}`, personal: false, from: before[field], to: device[field] ?? null }))
