import { z } from 'zod'
import { HouseholdList, HouseholdsBody } from '../../../contract/evacuation.ts'
import { maskName } from '../../city/mask.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Db } from '../../kernel/spine.ts'
import { told } from './record-changes.ts'
import type { RegisterDeps } from './routes.ts'
import { matchHouseholds } from './rules/match-households.ts'
import { lockObjects, readLine } from './store.ts'
import { endHouseholds, hasCharge, householdsOf, insertHouseholds } from './store-households.ts'

const Id = z.object({ id: z.string().max(80) })
const response = { 200: HouseholdList, ...errors }

/** The households an object threatens (受威胁户): read masked, kept as one list. Their names are in no fact. */
export async function householdRoutes(app: App, { spine }: Pick<RegisterDeps, 'spine'>): Promise<void> {
  app.get(
    '/api/v1/objects/:id/households',
    { schema: { summary: '受威胁户', params: Id, response }, config: { permit: 'object.read' } },
    async (request) => {
      const line = await readLine(spine, callerOf(request).scope, request.params.id)
      if (!line) throw new RefusalError({ code: 'thing.not-found' })
      const [caller, now] = [callerOf(request), spine.clock.now()]
      return listOf(spine, line.id, { named: await isTold(spine, caller, { object: line.id, now }), now })
    },
  )
  app.post(
    '/api/v1/objects/:id/households',
    {
      schema: { summary: '登记受威胁户', params: Id, body: HouseholdsBody, response },
      config: { permit: 'object.change' },
    },
    (request) =>
      write(spine, request, async (tx) => {
        const [held] = await lockObjects(tx, callerOf(request).scope, [request.params.id])
        if (!held) throw new RefusalError({ code: 'thing.not-found' })
        if (held.to !== null) throw new RefusalError({ code: 'object.ended' })
        const given = request.body.rows.map(({ door, head, persons, inCharge, help }) => ({
          ...{ door: plainText(door), head: plainText(head), persons },
          ...{ in_charge: inCharge && plainText(inCharge), help: help && plainText(help) },
        }))
        const { ended, added } = matchHouseholds(await householdsOf(tx, held.id), given)
        await endHouseholds(tx, ended)
        await insertHouseholds(tx, held.id, added)
        const persons = given.reduce((sum, one) => sum + one.persons, 0)
        if (ended.length + added.length > 0)
          await tx.record({
            kind: 'object.households-kept',
            ...{ subject: held.id, area: held.area },
            body: { ...told(held), households: given.length, persons },
          })
        return listOf(tx, held.id, { named: true, now: tx.now })
      }),
  )
}

/** Who lives there is told to whoever keeps the register, dispatches there, or has a charge of the object. */
async function isTold(db: Db, caller: Caller, { object, now }: { object: string; now: Date }): Promise<boolean> {
  if (caller.permits.has('object.change') || caller.permits.has('event.dispatch')) return true
  return hasCharge(db, object, caller, now)
}

type Told = { named: boolean; now: Date }

async function listOf(db: Db, object: string, { named, now }: Told): Promise<z.infer<typeof HouseholdList>> {
  const all = await householdsOf(db, object)
  const rows = all.map(({ in_charge, head, ...one }) => ({
    ...one,
    head: maskName(head),
    inCharge: in_charge === null ? null : maskName(in_charge),
  }))
  const sum = { households: all.length, persons: all.reduce((total, { persons }) => total + persons, 0) }
  return { named, ...sum, rows: named ? rows : [], at: now.toISOString() }
}
