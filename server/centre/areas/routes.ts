import { z } from 'zod'
import {
  AreaChangeAsked,
  AreaChangeBody,
  AreaChangeList,
  AreaChangePlan,
  type AreaChangeRow,
} from '../../../contract/area-change.ts'
import { readChange } from '../../city/area/rules/read-change.ts'
import { cityDay, fromLocal } from '../../kernel/calendar.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { describe, planOf } from './plan.ts'
import { addChange, lockChange, readChanges, setState, waitingFor } from './store.ts'

/** So many are shown: areas change by the year. */
const shown = 200
/** A day is named so long before it begins that every process has heard of it. */
const aheadMs = 3_600_000

type Deps = { spine: Spine; zone: string }

/** 区划变动: looked at, entered, withdrawn. It is carried out when its day begins (`on.ts`). */
export async function areaChangeRoutes(app: App, { spine, zone }: Deps): Promise<void> {
  const config = { permit: 'area.change' } as const
  app.get(
    '/api/v1/admin/area-changes',
    { schema: { summary: '区划变动', response: { 200: AreaChangeList, ...errors } }, config },
    async () => ({
      rows: (await readChanges(spine, shown)).map(({ asked, done, ...row }) => ({
        ...{ ...row, askedAt: asked.toISOString(), doneAt: done?.toISOString() ?? null },
      })),
      at: spine.clock.now().toISOString(),
    }),
  )
  app.post(
    '/api/v1/admin/area-changes/look',
    { schema: { summary: '区划变动的差异', body: AreaChangeBody, response: { 200: AreaChangePlan, ...errors } }, config },
    async (request) => {
      const rows = askedRows(request.body, spine.clock.now(), zone)
      return describe(spine, await planOf(spine, rows))
    },
  )
  app.post(
    '/api/v1/admin/area-changes',
    { schema: { summary: '登记区划变动', body: AreaChangeBody, response: { 200: AreaChangeAsked, ...errors } }, config },
    (request) => write(spine, request, (tx) => ask(tx, request.body, callerOf(request).person, zone)),
  )
  app.post(
    '/api/v1/admin/area-changes/:id/withdraw',
    {
      schema: { summary: '撤回区划变动', params: z.object({ id: z.string() }), response: { 200: AreaChangeAsked, ...errors } },
      config,
    },
    (request) => write(spine, request, (tx) => withdraw(tx, request.params.id)),
  )
}

/** The lines, where the day can be one: nothing that was told is written anew. */
function askedRows({ text, day }: AreaChangeBody, now: Date, zone: string): AreaChangeRow[] {
  const rows = orRefuse(readChange(text))
  const begins = beginOf(day, zone)
  if (Number.isNaN(begins) || begins < now.getTime() + aheadMs) {
    const first = cityDay(new Date(now.getTime() + aheadMs + 86_400_000), zone)
    throw new RefusalError({ code: 'area.day', details: { day, first } })
  }
  return rows
}

const beginOf = (day: string, zone: string): number => {
  const local = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(local) ? local : fromLocal(local, zone).getTime()
}

async function ask(tx: Tx, body: AreaChangeBody, by: string, zone: string): Promise<{ id: string }> {
  const rows = askedRows(body, tx.now, zone)
  const plan = await planOf(tx, rows)
  if (plan.faults.length > 0) throw new RefusalError({ code: 'area.faults', details: { n: plan.faults.length } })
  const { day, title, basis } = body
  const id = uuidv7(tx.now)
  const codes = plan.ends.map(({ area }) => area.code)
  const waiting = await waitingFor(tx, codes)
  if (waiting) throw new RefusalError({ code: 'area.waiting', details: waiting })
  await addChange(tx, { id, day, title, basis, rows, ends: codes, by })
  await tx.setTimer({
    key: `areas.change:${id}`,
    kind: 'areas.change-due',
    dueAt: new Date(beginOf(day, zone)),
    body: { change: id },
  })
  const { length: ends } = plan.ends
  await tx.record({
    ...{ kind: 'areas.change-asked', subject: id, area: null },
    body: { change: id, title, day, basis, ends, begins: plan.begins.length, renames: plan.renames.length },
  })
  return { id }
}

async function withdraw(tx: Tx, id: string): Promise<{ id: string }> {
  const change = await lockChange(tx, id)
  if (change?.state !== 'waiting') throw new RefusalError({ code: 'area.change' })
  await setState(tx, id, 'withdrawn')
  await tx.cancelTimer(`areas.change:${id}`)
  const { title, day } = change
  await tx.record({ kind: 'areas.change-withdrawn', subject: id, area: null, body: { change: id, title, day } })
  return { id }
}
