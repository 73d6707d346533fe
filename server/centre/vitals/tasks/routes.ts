import { type VitalTask, VitalTaskList, VitalTasksWish } from '../../../../contract/vital-task.ts'
import { writePeriod } from '../../../flow/7-evaluate/vitals/rules/period.ts'
import type { LiveTree } from '../../../flow/7-evaluate/vitals/store-live-tree.ts'
import { openHeads, readTasks, type TaskHead, type TaskRow } from '../../../flow/7-evaluate/vitals/tasks/store.ts'
import { type App, type Caller, callerOf, errors } from '../../../kernel/http.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { askingOf } from '../asking.ts'
import { isIn } from './rules/is-in.ts'
import { isMine } from './rules/is-mine.ts'

type Deps = { spine: Spine; zone: string; tree: LiveTree }

/** 断报任务: connected vitals that are silent for a day, before whoever answers for them. */
export async function vitalTaskRoutes(app: App, deps: Deps): Promise<void> {
  const { spine, zone, tree } = deps
  app.get(
    '/api/v1/vital-tasks',
    {
      schema: { summary: '断报任务', querystring: VitalTasksWish, response: { 200: VitalTaskList, ...errors } },
      config: { permit: 'vital.read' } as const,
    },
    async (request) => {
      const caller = callerOf(request)
      const read = await tree.read()
      const nameOf = (area: string): string => read.node(area)?.name ?? area
      const { vital, area } = request.query
      const node = area === undefined ? null : (await askingOf(deps, caller, area)).node
      const within = node && ((code: string) => read.covers(node.paths, code))
      const all = await openHeads(spine, { vital: vital ?? null, named: within !== null })
      const heads = within ? all.filter((head) => isIn(head, within)) : all
      const mine = heads.filter((head) => isMine(asked(head), caller))
      // Whoever may ask of an area answers for all of it.
      const others = heads.filter((head) => !isMine(asked(head), caller) && (within || read.covers(caller.scope, head.area)))
      const page = [...mine, ...others].slice(0, request.query.limit).map(({ id }) => id)
      const rows = page.length > 0 ? await readTasks(spine, page) : []
      return {
        rows: rows.map((row) => taskOf(row, { caller, nameOf, zone, within })),
        ...{ total: mine.length + others.length, mine: mine.length, at: spine.clock.now().toISOString() },
      }
    },
  )
}

const asked = ({ owner, ownerPost }: TaskHead) => ({ owner: owner ?? undefined, ownerPost: ownerPost ?? undefined })

/** So many areas that never told a task names. */
const named = 5

type Telling = { caller: Caller; nameOf: (area: string) => string; zone: string; within: ((area: string) => boolean) | null }

function taskOf({ definition, ...row }: TaskRow, { caller, nameOf, zone, within }: Telling): VitalTask {
  const never = row.never && (within && !within(row.area) ? row.never.filter(within) : row.never)
  return {
    ...{ id: row.id, vital: row.code, name: definition.name, area: { code: row.area, name: nameOf(row.area) } },
    never: never && { n: never.length, names: never.slice(0, named).map(nameOf) },
    told: row.told === null ? null : writePeriod(definition.cadence, row.told, zone),
    ...{ since: row.since.toISOString(), openedAt: row.openedAt.toISOString() },
    ...{ ownerName: row.ownerName, postName: row.postName, mine: isMine(definition, caller) },
  }
}
