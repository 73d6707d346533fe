import type { DeviceChange, DeviceNew } from '../../../../contract/object-device.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { malformed, RefusalError } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { told } from '../record-changes.ts'
import type { Keeper } from '../register.ts'
import { lockObjects } from '../store.ts'
import type { Registered } from '../types.ts'
import { deviceKindsFor } from './rules/kinds-for.ts'
import {
  bringBack,
  gatewaysFor,
  type Held,
  insertDevice,
  lockDevice,
  type NewDevice,
  objectOfDevice,
  retireDevice,
  saveDevice,
} from './store.ts'

/** The fields of a device as the form calls them. */
const headings = {
  id: { pathZh: '设备号', pathEn: 'Device number' },
  kind: { pathZh: '设备类型', pathEn: 'Kind of device' },
  gateway: { pathZh: '由谁上报', pathEn: 'Who speaks for it' },
}

export type Done = { id: string; object: string; changed: boolean }
/** `sheet`: the name of the sheet it is done by. */
export type DeviceKeeper = Keeper & { sheet?: string }

/**
 * Registers a device at an object of one's areas: from now on its readings are taken. A retired one comes back at its own object. Refused: a kind
 * that does not stand at such objects, a number that is taken or stood elsewhere, a gateway that is not of one's areas, an ended object.
 */
export async function registerDevice(tx: Tx, keeper: DeviceKeeper, object: string, given: DeviceNew): Promise<Done> {
  const held = await lockInForce(tx, keeper, object)
  const kind = deviceKindsFor(held.kind, keeper.packs.all()).find((one) => one.kind === given.kind)
  if (!kind) throw new RefusalError(malformed('/kind', 'unfit', headings.kind))
  await checkGateway(tx, keeper, given.gateway)
  const name = plainText(given.name ?? given.id)
  const made: NewDevice = {
    ...{ id: given.id, object, kind: kind.kind, pack: kind.pack, name, gateway: given.gateway },
    ...{ intervalS: given.intervalS ?? kind.intervalS, demo: keeper.demo },
  }
  const before = await lockDevice(tx, given.id)
  if (before && before.state !== 'retired') throw new RefusalError(malformed('/id', 'name.taken', headings.id))
  if (before && before.object !== object) throw new RefusalError({ code: 'object.device-elsewhere' })
  if (before) await bringBack(tx, made)
  else if (!(await insertDevice(tx, made))) throw new RefusalError(malformed('/id', 'name.taken', headings.id))
  const { gateway, intervalS } = made
  const body = { ...bodyOf(held, made), sheet: keeper.sheet ?? null, gateway, intervalS, again: before !== null }
  await tx.record({ kind: 'device.registered', subject: object, area: held.area, body })
  return { id: given.id, object, changed: true }
}

/** Changes what is given of a device, nothing else; nothing is recorded when nothing changes. */
export async function changeDevice(tx: Tx, keeper: DeviceKeeper, id: string, given: DeviceChange): Promise<Done> {
  const { held, device } = await lockHeard(tx, keeper, id)
  const after = { ...device, ...given, name: given.name === undefined ? device.name : plainText(given.name) } as Held
  const fields = (['name', 'gateway', 'intervalS'] as const).filter((field) => after[field] !== device[field])
  if (fields.length === 0) return { id, object: held.id, changed: false }
  if (fields.includes('gateway')) await checkGateway(tx, keeper, after.gateway)
  await saveDevice(tx, after)
  const changes = fields.map((field) => ({ field: `device/${field}`, personal: false, from: device[field], to: after[field] }))
  const body = { ...bodyOf(held, after), sheet: keeper.sheet ?? null, n: changes.length, changes }
  await tx.record({ kind: 'device.changed', subject: held.id, area: held.area, body })
  return { id, object: held.id, changed: true }
}

/** From now on a device is not heard any more; what its rules said is taken back. It stays to be read. */
export async function retireOne(tx: Tx, keeper: Pick<Keeper, 'scope'>, id: string, reason: string): Promise<Done> {
  const { held, device } = await lockHeard(tx, keeper, id)
  const body = { ...bodyOf(held, device), reason: plainText(reason) }
  // Whoever takes its alarms back still finds it.
  await tx.record({ kind: 'device.retired', subject: held.id, area: held.area, body })
  await retireDevice(tx, id)
  return { id, object: held.id, changed: true }
}

/** A device that is heard, with its object in one's areas: the object first, as everybody locks them. */
async function lockHeard(tx: Tx, keeper: Pick<Keeper, 'scope'>, id: string): Promise<{ held: Registered; device: Held }> {
  const object = await objectOfDevice(tx, id)
  if (object === null) throw new RefusalError({ code: 'thing.not-found' })
  const [held] = await lockObjects(tx, keeper.scope, [object])
  if (!held) throw new RefusalError({ code: 'thing.not-found' })
  const device = await lockDevice(tx, id)
  if (!device) throw new RefusalError({ code: 'thing.not-found' })
  if (device.state === 'retired') throw new RefusalError({ code: 'object.device-retired' })
  return { held, device }
}

async function lockInForce(tx: Tx, { scope }: Pick<Keeper, 'scope'>, object: string): Promise<Registered> {
  const [held] = await lockObjects(tx, scope, [object])
  if (!held) throw new RefusalError({ code: 'thing.not-found' })
  if (held.to !== null) throw new RefusalError({ code: 'object.ended' })
  return held
}

async function checkGateway(tx: Tx, keeper: Pick<Keeper, 'scope'>, gateway: string | null): Promise<void> {
  if (gateway === null) return
  const [known] = await gatewaysFor(tx, keeper, gateway)
  if (!known) throw new RefusalError(malformed('/gateway', 'name.unknown', { name: gateway, ...headings.gateway }))
}

const bodyOf = (held: Registered, { id, name, kind }: Pick<Held, 'id' | 'name' | 'kind'>) => ({
  ...told(held),
  ...{ device: id, deviceName: name, deviceKind: kind },
})
