import { VitalConfirmed } from '../../../../contract/vital.ts'
import { ConfirmDoubt, type VitalDoubt, VitalDoubtList, VitalDoubtsWish } from '../../../../contract/vital-doubt.ts'
import { worthOf } from '../../../flow/7-evaluate/vitals/rules/combine.ts'
import { keepsTo, type NameOf, type RuleMark } from '../../../flow/7-evaluate/vitals/rules/hold-rules.ts'
import { markWords } from '../../../flow/7-evaluate/vitals/rules/mark-words.ts'
import { writePeriod } from '../../../flow/7-evaluate/vitals/rules/period.ts'
import { type DoubtRow, doubtsSince } from '../../../flow/7-evaluate/vitals/store-doubts.ts'
import type { LiveTree } from '../../../flow/7-evaluate/vitals/store-live-tree.ts'
import { namesIn, vitalsByCode } from '../../../flow/7-evaluate/vitals/store-registry.ts'
import { type Cell, cellKey, newestValues } from '../../../flow/7-evaluate/vitals/store-rules.ts'
import { type App, type Caller, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import type { Db, Spine } from '../../../kernel/spine.ts'
import { namesOfTellers } from '../store-tellers.ts'
import { isMine } from '../tasks/rules/is-mine.ts'
import { confirmedView } from '../told-view.ts'
import { confirmDoubt } from './confirm.ts'
import { mayConfirm } from './rules/may-confirm.ts'

type Deps = { spine: Spine; zone: string; tree: LiveTree }

/** As far back as doubted values are looked at: a quarter and the days after it in which it is corrected. */
const days = 100
const dayMs = 86_400_000

/** 存疑的数: values a check doubted and that were taken all the same, before whoever answers for them. */
export async function vitalDoubtRoutes(app: App, { spine, zone, tree }: Deps): Promise<void> {
  app.get(
    '/api/v1/vital-doubts',
    {
      schema: { summary: '存疑的数', querystring: VitalDoubtsWish, response: { 200: VitalDoubtList, ...errors } },
      config: { permit: 'vital.read' } as const,
    },
    async (request) => {
      const caller = callerOf(request)
      const [read, now] = [await tree.read(), spine.clock.now()]
      const { vital = null, view, limit } = request.query
      const asked = { vital, confirmed: view === 'confirmed' }
      const all = await doubtsSince(spine, new Date(now.getTime() - days * dayMs), asked)
      const seen = all.filter(({ definition, area }) => isMine(definition, caller) || read.covers(caller.scope, area))
      const mine = seen.filter(({ definition }) => isMine(definition, caller))
      const rows = [...mine, ...seen.filter((row) => !mine.includes(row))].slice(0, limit)
      const { holds, nameOf: vitalOf } = await holdsNow(spine, rows)
      const people = rows.flatMap(({ confirmed_by }) => confirmed_by ?? [])
      const names = await namesOfTellers(spine, [...new Set(people)])
      const nameOf = (area: string): string => read.node(area)?.name ?? area
      return {
        rows: rows.map((row) => doubtOf(row, { caller, zone, nameOf, holds, vitalOf, names })),
        ...{ total: seen.length, mine: mine.length, at: now.toISOString() },
      }
    },
  )
  app.post(
    '/api/v1/vital-doubts/confirm',
    {
      schema: { summary: '存疑的数核对无误', body: ConfirmDoubt, response: { 200: VitalConfirmed, ...errors } },
      config: { permit: 'vital.tell' } as const,
    },
    async (request) => {
      const [caller, read] = [callerOf(request), await tree.read()]
      return write(spine, request, (tx) => confirmDoubt(tx, request.body, { caller, tree: read, zone }))
    },
  )
}

type Holds = (mark: RuleMark, area: string, period: number) => boolean

/** Looks at rules anew: with the values that stand now. A value that is gone contradicts nothing. With what their vitals are called. */
async function holdsNow(db: Db, rows: readonly DoubtRow[]): Promise<{ holds: Holds; nameOf: NameOf }> {
  const cells = rows.flatMap(({ area, period, marks }) =>
    marks.filter(isRule).flatMap(({ left, right }) => [left, ...right].map(({ code }): Cell => ({ vital: code, area, period }))),
  )
  const records = cells.length > 0 ? await vitalsByCode(db, [...new Set(cells.map(({ vital }) => vital))]) : new Map()
  const values = await newestValues(db, cells, records)
  const holds: Holds = ({ left, right, ...rule }, area, period) => {
    const [one, ...others] = [left, ...right].map(({ code }) => values.get(cellKey({ vital: code, area, period })))
    return one === undefined || others.some((value) => value === undefined) || keepsTo(rule, one, others as number[])
  }
  return { holds, nameOf: namesIn(records) }
}

const isRule = (mark: DoubtRow['marks'][number]): mark is RuleMark => mark.check === 'rule'

type Showing = {
  caller: Caller
  zone: string
  nameOf: (area: string) => string
  holds: Holds
  vitalOf: NameOf
  names: ReadonlyMap<string, string>
}

function doubtOf({ definition, area, period, num, den, ...row }: DoubtRow, showing: Showing): VitalDoubt {
  const { name, unit, decimals, cadence } = definition
  return {
    ...{ vital: row.code, name, unit, decimals, area: { code: area, name: showing.nameOf(area) } },
    period: writePeriod(cadence, period, showing.zone),
    value: worthOf(definition, { num, den }),
    ...{
      marks: row.marks.map((mark) => markWords(mark, showing.vitalOf)),
      reason: row.reason,
      knownAt: row.known_at.toISOString(),
      source: row.source,
    },
    stands: row.marks.some((mark) => !isRule(mark) || !showing.holds(mark, area, period)),
    ...{ ownerName: row.ownerName, mine: isMine(definition, showing.caller), confirmed: confirmedView(row, showing.names) },
    mayConfirm:
      row.confirmed_at === null && mayConfirm({ actor: row.actor, mine: isMine(definition, showing.caller) }, showing.caller),
  }
}
