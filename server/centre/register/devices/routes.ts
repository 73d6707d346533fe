import { z } from 'zod'
import { DeviceChange, DeviceDone, DeviceNew, DeviceRetire, ObjectDevices } from '../../../../contract/object-device.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { RefusalError } from '../../../kernel/result.ts'
import type { RegisterDeps } from '../routes.ts'
import { keeperOf } from '../routes-acts.ts'
import { readLine } from '../store.ts'
import { changeDevice, registerDevice, retireOne } from './devices.ts'
import { deviceKindsFor } from './rules/kinds-for.ts'
import { devicesAt, gatewaysFor } from './store.ts'

const Id = z.object({ id: z.string().max(80) })
const keep = { permit: 'object.change' } as const
const response = { 200: DeviceDone, ...errors }

/** Devices of objects (设备): read by whoever reads the register there, registered, changed and retired by its keeper. */
export async function deviceRoutes(app: App, deps: RegisterDeps): Promise<void> {
  const { spine, packs } = deps
  const nameOf = (kind: string) => packs.all().find(({ deviceKind }) => deviceKind === kind)?.deviceName ?? { zh: kind, en: kind }

  app.get(
    '/api/v1/objects/:id/devices',
    {
      schema: { summary: '对象的设备', params: Id, response: { 200: ObjectDevices, ...errors } },
      config: { permit: 'object.read' },
    },
    async (request) => {
      const caller = callerOf(request)
      const line = await readLine(spine, caller.scope, request.params.id)
      if (!line) throw new RefusalError({ code: 'thing.not-found' })
      const kinds = deviceKindsFor(line.kind, packs.all()).map(({ pack: _, ...kind }) => kind)
      const mayKeep = line.to === null && caller.permits.has('object.change')
      const rows = (await devicesAt(spine, line.id)).map(({ object: _, lastAt, ...device }) => ({
        ...device,
        ...{ kindName: nameOf(device.kind), lastAt: lastAt?.toISOString() ?? null },
      }))
      const gateways = mayKeep && kinds.length > 0 ? await gatewaysFor(spine, caller) : []
      return { rows, kinds: mayKeep ? kinds : [], gateways, mayKeep, at: spine.clock.now().toISOString() }
    },
  )
  app.post(
    '/api/v1/objects/:id/devices',
    { schema: { summary: '登记设备', params: Id, body: DeviceNew, response }, config: keep },
    (request) => write(spine, request, (tx) => registerDevice(tx, keeperOf(deps, request), request.params.id, request.body)),
  )
  app.post(
    '/api/v1/devices/:id/change',
    { schema: { summary: '变更设备', params: Id, body: DeviceChange, response }, config: keep },
    (request) => write(spine, request, (tx) => changeDevice(tx, keeperOf(deps, request), request.params.id, request.body)),
  )
  app.post(
    '/api/v1/devices/:id/retire',
    { schema: { summary: '停用设备', params: Id, body: DeviceRetire, response }, config: keep },
    (request) => write(spine, request, (tx) => retireOne(tx, keeperOf(deps, request), request.params.id, request.body.reason)),
  )
}
