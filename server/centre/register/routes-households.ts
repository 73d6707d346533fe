import { z } from 'zod'
import { HouseholdList, HouseholdsBody } from '../../../contract/evacuation.ts'
import { maskName } from '../../city/mask.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Db } from '../../kernel/spine.ts'
import { told } from './register.ts'
import type { RegisterDeps } from './routes.ts'
import { matchHouseholds } from './rules/match-households.ts'
import { lockObjects, readLine } from './store.ts'
import { endHouseholds, householdsOf, insertHouseholds } from './store-households.ts'

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
      return listOf(spine, line.id, spine.clock.now())
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
        return listOf(tx, held.id, tx.now)
      }),
  )
}

async function listOf(db: Db, object: string, now: Date): Promise<z.infer<typeof HouseholdList>> {
  const rows = (await householdsOf(db, object)).map(({ in_charge, head, ...one }) => ({
    ...one,
    head: maskName(head),
    inCharge: in_charge === null ? null : maskName(in_charge),
  }))
  return { rows, at: now.toISOString() }
}
