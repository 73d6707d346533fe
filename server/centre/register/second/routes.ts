import {
  type ObjectRequest,
  ObjectRequestDone,
  ObjectRequestQuery,
  ObjectRequests,
} from '../../../../contract/object-requests.ts'
import { answersOf } from '../../../city/second-person/requests.ts'
import { answerRoutes } from '../../../city/second-person/routes.ts'
import { type App, type Caller, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { narrowed, readPrefixes } from '../../desk/store-sight.ts'
import type { RegisterDeps } from '../routes.ts'
import { keeperOf } from '../routes-acts.ts'
import { answerChange, objectAnswers } from './answer.ts'
import { type RequestRow, readWaiting, tierOfUnit } from './store.ts'

const summaries = { confirm: '确认台账变更', refuse: '不同意台账变更', withdraw: '撤回台账变更' } as const
/** So many are shown; whoever has more looks by area. */
const most = 100

/** 离开红、橙的台账变更是两个人的事: one asks by changing, a second of the same tier or above confirms or refuses, within a day. */
export async function secondRoutes(app: App, deps: RegisterDeps): Promise<void> {
  const { spine } = deps
  app.get(
    '/api/v1/object-requests',
    {
      schema: {
        summary: '待第二人确认的台账变更',
        querystring: ObjectRequestQuery,
        response: { 200: ObjectRequests, ...errors },
      },
      config: { permit: 'object.read' },
    },
    async (request) => {
      const caller = callerOf(request)
      const { area, object = null } = request.query
      const areas = narrowed(caller.scope, await readPrefixes(spine, area))
      const rows = areas.length > 0 ? await readWaiting(spine, { areas, object }, most) : []
      const tier = await tierOfUnit(spine, caller.unit)
      return {
        rows: rows.map((row) => shown(row, caller, tier)),
        total: rows[0]?.total ?? 0,
        at: spine.clock.now().toISOString(),
      }
    },
  )
  answerRoutes(
    app,
    { path: '/api/v1/object-requests', permit: 'object.confirm', summaries, done: ObjectRequestDone },
    (request, given) => write(spine, request, (tx) => answerChange(tx, keeperOf(deps, request), given)),
  )
}

/** As a reader sees it, with what they may do about it. */
function shown(row: RequestRow, by: Pick<Caller, 'person' | 'permits'>, tier: string): ObjectRequest {
  const { id, object, name, kind, areaName, state, changes, leaves, reason, sheet, evidence, askedByName } = row
  return {
    ...{ id, object, name, kind, areaName, state, changes, leaves, reason, sheet, evidence, askedByName },
    ...{ askedAt: row.askedAt.toISOString(), lapsesAt: row.lapsesAt.toISOString() },
    ...answersOf(objectAnswers, row, { person: by.person, tier }, by.permits.has('object.confirm')),
  }
}
