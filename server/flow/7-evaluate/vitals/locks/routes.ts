import { z } from 'zod'
import { LockBody, OpenLockBody, VitalLock, VitalLockChanges, VitalLockList } from '../../../../../contract/vital-lock.ts'
import { type App, type Caller, callerOf, errors } from '../../../../kernel/http.ts'
import { write } from '../../../../kernel/idempotency.ts'
import { RefusalError } from '../../../../kernel/result.ts'
import type { Db } from '../../../../kernel/spine.ts'
import type { ToldDeps } from '../routes-told.ts'
import { worthOf } from '../rules/combine.ts'
import { homeOf } from '../rules/home-of.ts'
import { lineUp } from '../rules/line-up.ts'
import { periodLike, periodStart, readPeriod, writePeriod } from '../rules/period.ts'
import type { TreeNode, TreeRead } from '../types.ts'
import * as store from './store.ts'
import { type ChangeRow, type Lock, lockById, locksOf, toldSince } from './store.ts'
import { sumsOf } from './sums.ts'

const Id = z.object({ id: z.string().regex(/^\d{1,18}$/) })
const Where = z.strictObject({ area: z.string().max(40).optional() })
const reads = { permit: 'vital.read' } as const
const writes = { permit: 'vital.define' } as const
const shownLocks = 200
const shownChanges = 500

/** 锁定周期: a tier closes a period of its numbers, opens it again with a reason, and sees what was told otherwise since. */
export async function lockRoutes(app: App, deps: ToldDeps): Promise<void> {
  const { spine, zone } = deps
  app.get(
    '/api/v1/vital-locks',
    { schema: { summary: '锁定的周期', querystring: Where, response: { 200: VitalLockList, ...errors } }, config: reads },
    async (request) => {
      const caller = callerOf(request)
      const tree = await deps.tree.read()
      const node = nodeFor(tree, caller, request.query.area)
      const rows = await locksOf(spine, lineUp(tree, node.code), shownLocks)
      const mayLock = caller.permits.has('vital.define')
      const about = { tree, caller, zone }
      return { area: nameOf(node), rows: rows.map((lock) => shown(lock, about)), mayLock, at: spine.clock.now().toISOString() }
    },
  )
  app.get(
    '/api/v1/vital-locks/:id/changes',
    { schema: { summary: '锁定后改了什么', params: Id, response: { 200: VitalLockChanges, ...errors } }, config: reads },
    async (request) => {
      const caller = callerOf(request)
      const tree = await deps.tree.read()
      const lock = await found(spine, request.params.id)
      const node = nodeFor(tree, caller, lock.area)
      const { rows, total } = await toldSince(spine, lock, node.paths, shownChanges)
      const changes = rows.map((row) => changeOf(row, zone))
      const { sums, vitals } = await sumsOf(spine, { lock, node, tree, zone, now: spine.clock.now().getTime() })
      return {
        lock: shown(lock, { tree, caller, zone }),
        sums,
        vitals,
        rows: changes,
        total,
        at: spine.clock.now().toISOString(),
      }
    },
  )
  app.post(
    '/api/v1/vital-locks',
    { schema: { summary: '锁定一个周期', body: LockBody, response: { 200: VitalLock, ...errors } }, config: writes },
    async (request) => {
      const caller = callerOf(request)
      const tree = await deps.tree.read()
      const node = nodeFor(tree, caller, request.body.area)
      const { cadence, period } = request.body
      const start = readPeriod(cadence, period, zone)
      if (start === null) throw new RefusalError({ code: 'vital.period', details: { period, like: periodLike[cadence] } })
      const until = periodStart(cadence, start, zone, 1)
      return write(spine, request, async (tx) => {
        if (until > tx.now.getTime()) throw new RefusalError({ code: 'vital.lock-early', details: { period } })
        await store.whileLocking(tx)
        const wish = { area: node.code, cadence, period: start, until, lockedAt: tx.now, lockedBy: caller.person }
        const id = await store.addLock(tx, wish)
        if (id === null) throw new RefusalError({ code: 'vital.locked-already', details: { area: node.name, period } })
        await tx.record({
          ...{ kind: 'vital.period-locked', subject: id, area: node.paths[0] ?? null },
          body: { lock: id, name: node.name, period },
        })
        return shown((await lockById(tx, id))!, { tree, caller, zone })
      })
    },
  )
  app.post(
    '/api/v1/vital-locks/:id/open',
    { schema: { summary: '解锁', params: Id, body: OpenLockBody, response: { 200: VitalLock, ...errors } }, config: writes },
    async (request) => {
      const caller = callerOf(request)
      const tree = await deps.tree.read()
      const { reason } = request.body
      return write(spine, request, async (tx) => {
        await store.whileLocking(tx)
        const lock = await found(tx, request.params.id, true)
        const node = nodeFor(tree, caller, lock.area)
        const period = writePeriod(lock.cadence, lock.period, zone)
        if (lock.openedAt) throw new RefusalError({ code: 'vital.not-locked', details: { area: node.name, period } })
        await store.openLock(tx, lock.id, { by: caller.person, reason })
        await tx.record({
          ...{ kind: 'vital.period-opened', subject: lock.id, area: node.paths[0] ?? null },
          body: { lock: lock.id, name: node.name, period, reason },
        })
        return shown((await lockById(tx, lock.id))!, { tree, caller, zone })
      })
    },
  )
}

async function found(db: Db, id: string, forUpdate = false): Promise<Lock> {
  const lock = await lockById(db, id, forUpdate)
  if (!lock) throw new RefusalError({ code: 'vital.lock-unknown' })
  return lock
}

/** The asked area, else one's own; refused where one does not answer for all of it. */
function nodeFor(tree: TreeRead, { scope }: Caller, area: string | undefined): TreeNode {
  const code = area?.split('/').filter(Boolean).at(-1) ?? homeOf(tree, scope)
  const node = code === null ? null : tree.node(code)
  if (!node || !tree.covers(scope, node.code)) throw new RefusalError({ code: 'vital.area', details: { area: area ?? '—' } })
  return node
}

const nameOf = ({ code, name }: TreeNode) => ({ code, name })

type About = { tree: TreeRead; caller: Caller; zone: string }

function shown(
  { id, area, cadence, period, lockedAt, lockedBy, openedAt, openedBy, reason }: Lock,
  { tree, caller, zone }: About,
) {
  const node = tree.node(area)
  return {
    ...{ id, area: { code: area, name: node?.name ?? area }, cadence, period: writePeriod(cadence, period, zone) },
    ...{ lockedAt: lockedAt.toISOString(), lockedBy },
    opened: openedAt ? { at: openedAt.toISOString(), by: openedBy ?? '—', reason: reason ?? '—' } : null,
    mayOpen: !openedAt && caller.permits.has('vital.define') && node !== null && tree.covers(caller.scope, area),
  }
}

function changeOf(row: ChangeRow, zone: string) {
  const { code, definition, area, name, period, known_at, by } = row
  const worth = (num: number | null, den: number | null): number | null =>
    num === null ? null : worthOf(definition, { num, den: den ?? 0 })
  return {
    ...{ vital: code, name: definition.name, unit: definition.unit, decimals: definition.decimals },
    ...{ area: { code: area, name }, period: writePeriod(definition.cadence, period, zone) },
    ...{ before: worth(row.before_num, row.before_den), now: worth(row.num, row.den) },
    ...{ at: known_at.toISOString(), by },
  }
}
