import { z } from 'zod'
import { deviceColumns, noneOfDevice } from '../../../../contract/device-columns.ts'
import { SheetLook, SheetTaken } from '../../../../contract/object-sheet.ts'
import { type SheetSubject, sheetDoors, shownOfSheet } from '../../../city/sheet/doors.ts'
import { writeSheet } from '../../../city/sheet/write-sheet.ts'
import { type App, type Caller, callerOf, errors } from '../../../kernel/http.ts'
import { RefusalError } from '../../../kernel/result.ts'
import { knownKind } from '../kinds.ts'
import type { RegisterDeps } from '../routes.ts'
import { lockObjects } from '../store.ts'
import { changeDevice, registerDevice } from './devices.ts'
import { type DeviceSheetPlan, planDeviceSheet } from './plan-sheet.ts'
import { devicesOfKind } from './store.ts'

/** Rows written together: everybody who reads facts waits below a transaction, so none of them is long. */
const rowsAtOnce = 200
const file = z.any().meta({ type: 'string', format: 'binary' })
const Asked = z.strictObject({})
const endings = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Devices as a sheet: those at the objects of a kind handed out, and a sheet looked at and taken whole or not at all. */
export async function deviceSheetRoutes(app: App, deps: RegisterDeps): Promise<void> {
  const querystring = z.strictObject({ kind: z.string().max(60), lang: z.enum(['zh', 'en']).default('zh') })
  for (const as of ['csv', 'xlsx'] as const)
    app.get(
      `/api/v1/object-devices.${as}`,
      {
        schema: { summary: `导出设备（${as.toUpperCase()}，可改后导回）`, querystring, response: { 200: file, ...errors } },
        config: { permit: 'object.read' },
      },
      async (request, reply) => {
        const { kind, lang } = request.query
        const bytes = await exported(deps, callerOf(request), { kind, as, lang })
        void reply.type(endings[as]).header('content-disposition', `attachment; filename="devices-${kind}.${as}"`)
        return reply.header('x-content-type-options', 'nosniff').send(Buffer.from(bytes))
      },
    )
  await sheetDoors(app, deps, deviceSheets(deps))
}

type Export = { kind: string; as: 'csv' | 'xlsx'; lang: 'zh' | 'en' }

async function exported({ spine, packs }: RegisterDeps, { scope }: Caller, { kind, as, lang }: Export): Promise<Uint8Array> {
  const known = knownKind(packs, kind)
  const nameOf = (id: string) => packs.all().find(({ deviceKind }) => deviceKind === id)?.deviceName?.[lang] ?? id
  const rows = await devicesOfKind(spine, scope, known.kind)
  const writer = writeSheet(as, known.name[lang])
  try {
    writer.add([Object.values(deviceColumns).map((words) => words[lang])])
    writer.add(
      rows.map((one) => [one.code, one.id, nameOf(one.kind), one.name, one.gateway ?? noneOfDevice, String(one.intervalS)]),
    )
    return await writer.end()
  } catch (error) {
    await writer.stop()
    throw error
  }
}

const deviceSheets = (deps: RegisterDeps): SheetSubject<z.infer<typeof Asked>, DeviceSheetPlan> => ({
  path: '/api/v1/device-sheets',
  permit: 'object.change',
  mostBytes: 20 * 1_048_576,
  summaries: { look: '预览导入设备：会登记、变更多少', errors: '导入设备的错误表', take: '导入预览过的设备' },
  asked: Asked,
  answers: { look: SheetLook, taken: SheetTaken },
  plan: ({ caller, bytes }) => planDeviceSheet(deps.spine, keeperOf(deps, caller), bytes),
  previewed: ({ fresh, changed, unchanged }) => ({
    ...{ registered: fresh.length, changed: changed.length, unchanged },
    sample: [
      ...changed.slice(0, shownOfSheet).map(({ device, changes }) => ({ code: device.id, name: device.name, changes })),
      ...fresh
        .slice(0, Math.max(0, shownOfSheet - changed.length))
        .map(({ device, code }) => ({ code: `${code} · ${device.id}`, name: device.name, changes: null })),
    ],
  }),
  take: ({ caller, plan, name }) => takeDeviceSheet(deps, caller, { plan, name }),
  moved: 'object.sheet-moved',
})

const keeperOf = ({ packs, demo, zone }: RegisterDeps, { scope }: Caller) => ({ packs, demo, zone, scope })

/**
 * Does what a plan says part by part, each committed, through the door of the form. Refused when one of the next part became something else since
 * the look: what went before stands, and a new look at the same sheet shows what is left.
 */
async function takeDeviceSheet(deps: RegisterDeps, caller: Caller, { plan, name }: { plan: DeviceSheetPlan; name: string }) {
  const { fresh, changed, unchanged } = plan
  const keeper = { ...keeperOf(deps, caller), sheet: name }
  const all = [...fresh, ...changed].toSorted((a, b) => (a.object < b.object ? -1 : 1))
  const isNew = new Set<object>(fresh)
  for (let from = 0; from < all.length; from += rowsAtOnce) {
    const part = all.slice(from, from + rowsAtOnce)
    await deps.spine.transaction(caller.actor, async (tx) => {
      // All at once and in the order everybody locks them in: two sheets never wait for each other in a circle.
      await lockObjects(tx, caller.scope, [...new Set(part.map(({ object }) => object))])
      for (const said of part)
        if (isNew.has(said)) await registerDevice(tx, keeper, said.object, said.device)
        else {
          const { id, name: called, gateway, intervalS } = said.device
          const done = await changeDevice(tx, keeper, id, { name: called, gateway, intervalS })
          if (done.object !== said.object) throw new RefusalError({ code: 'object.sheet-moved' })
        }
    })
  }
  const counts = { registered: fresh.length, changed: changed.length, unchanged }
  await deps.spine.transaction(caller.actor, (tx) =>
    tx.record({
      kind: 'device.sheet-taken',
      subject: tx.newId(),
      area: caller.scope[0] ?? null,
      body: { sheet: name, ...counts },
    }),
  )
  return counts
}
