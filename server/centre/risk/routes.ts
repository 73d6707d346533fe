import { z } from 'zod'
import type { ObjectKind } from '../../../contract/object-kind.ts'
import { ObjectRisk, RiskList, RiskRegister, RiskWish } from '../../../contract/object-risk.ts'
import { withoutOwn } from '../../../contract/own-place.ts'
import { Risk } from '../../../contract/scales.ts'
import { objectKindsOf } from '../../city/pack/object-kinds.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { liveModels } from '../../flow/8-risk/rules/models-of.ts'
import { dayMs } from '../../flow/8-risk/rules/score-source.ts'
import { readKnown, risksOf } from '../../flow/8-risk/store.ts'
import type { KindModel } from '../../flow/8-risk/types.ts'
import { parseWords, wordPage } from '../../kernel/cursor.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { narrowed, readPrefixes } from '../desk/store-sight.ts'
import { editOf } from './edit-view.ts'
import {
  type After,
  type Asked,
  countDesk,
  readChanges,
  readEdits,
  readLevels,
  readMoved,
  readParts,
  readReckoned,
  readSeen,
  readWorst,
} from './store.ts'
import { lineOf, placeOf, ratedOf, registerOf } from './views.ts'

/** What moved is looked at so far back. */
export const weekMs = 7 * 86_400_000
const changesAtMost = 20
const ListQuery = RiskWish.extend({
  level: Risk.optional(),
  /** only those whose level got better by a change at a desk */
  by: z.enum(['desk']).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** 风险台账: the five colours by area, the worst objects, and why one has its level. */
export async function riskRoutes(app: App, { spine, packs }: { spine: Spine; packs: Packs }): Promise<void> {
  const models = liveModels(packs)
  const asked = async (caller: Caller, { area, kind }: RiskWish): Promise<Asked> => ({
    caller,
    wanted: await readPrefixes(spine, area),
    kinds: [...models().keys()].filter((one) => kind === undefined || one === kind),
  })

  app.get(
    '/api/v1/risks',
    {
      schema: { summary: '风险台账', querystring: RiskWish, response: { 200: RiskRegister, ...errors } },
      config: { permit: 'map.read' },
    },
    async (request) => {
      const wish = await asked(callerOf(request), request.query)
      return { ...(await readRegister(spine, wish)), kinds: kindsOf(models(), packs) }
    },
  )

  app.get(
    '/api/v1/risks/objects',
    {
      schema: { summary: '风险对象，最重的在前', querystring: ListQuery, response: { 200: RiskList, ...errors } },
      config: { permit: 'map.read' },
    },
    async (request) => {
      const { cursor, limit, level, by, ...wish } = request.query
      const page = { after: afterOf(cursor), limit: limit + 1 }
      const rows = await readWorst(
        spine,
        { ...(await asked(callerOf(request), wish)), level: level ?? null, desk: by === 'desk' },
        page,
      )
      const { rows: shown, next } = wordPage(rows, limit, (row) => [String(row.rank), String(row.score), row.object])
      const now = spine.clock.now()
      return { rows: shown.map((row) => lineOf(row, models(row.area).get(row.kind)!, now)), next, at: now.toISOString() }
    },
  )

  app.get(
    '/api/v1/objects/:id/risk',
    {
      schema: {
        summary: '对象风险：为什么、怎样恢复',
        params: z.object({ id: z.string().max(80) }),
        response: { 200: ObjectRisk, ...errors },
      },
      // Whoever reads the register and its colour reads why; nothing of a case stands in it.
      config: { permit: 'event.read', orPermit: 'object.read' },
    },
    async (request) => {
      const object = await readSeen(spine, callerOf(request), request.params.id)
      if (!object) throw new RefusalError({ code: 'thing.not-found' })
      const [now, found] = [spine.clock.now(), models(object.area).get(object.kind)]
      const row = found && (await risksOf(spine, [object.id])).get(object.id)
      const [changes, edits] = [
        await readChanges(spine, object.id, changesAtMost),
        await readEdits(spine, object.id, changesAtMost),
      ]
      const { id, code, name, kind, details: values } = object
      return {
        ...{ id, code, name, kind, areaName: placeOf(object), at: now.toISOString(), modelled: found !== undefined },
        rated: row
          ? ratedOf(row, { by: found, kind: kindOf(packs, kind), values, apart: await readApart(spine, id, { found, now }), now })
          : null,
        changes: changes.map((change) => ({ ...change, at: change.at.toISOString() })),
        edits: edits.map((edit) => editOf(edit, { object: id, packs, opens: callerOf(request).permits.has('object.read') })),
      }
    },
  )
}

/** The five levels of what is asked for, now and a week ago, and of its parts. */
export async function readRegister(spine: Spine, wish: Asked): Promise<Omit<RiskRegister, 'kinds'>> {
  const now = spine.clock.now()
  const since = new Date(now.getTime() - weekMs)
  const [levels, reckoned, [parts, moved, desk]] = await Promise.all([
    readLevels(spine, wish),
    readReckoned(spine, wish),
    (async () => [await readParts(spine, wish), await readMoved(spine, wish, since), await countDesk(spine, wish)] as const)(),
  ])
  return registerOf(
    { levels, reckoned, parts, moved, desk },
    { now, since, prefixes: withoutOwn(narrowed(wish.caller.scope, wish.wanted)) },
  )
}

export const kindsOf = (models: ReadonlyMap<string, KindModel>, packs: Packs): z.infer<typeof RiskRegister>['kinds'] =>
  objectKindsOf(packs.all()).flatMap(({ kind, pack, name }) => {
    const model = models.get(kind)?.model
    return model ? [{ kind, pack, name, model: model.version, indicators: model.indicators.length }] : []
  })

const nothing = { details: {}, charges: {} }
const kindOf = (packs: Packs, kind: string): Pick<ObjectKind, 'details' | 'charges'> =>
  objectKindsOf(packs.all()).find((one) => one.kind === kind) ?? nothing

/** Who answers for an object and what happened at it, as far back as its model looks. */
async function readApart(spine: Spine, object: string, { found, now }: { found: KindModel; now: Date }) {
  const from = new Date(now.getTime() - found.days * dayMs)
  const asked = { from, now, signals: [], papers: [], charges: found.charges ? [object] : [] }
  return (await readKnown(spine, [object], asked)).get(object)!
}

function afterOf(cursor: string | undefined): After | null {
  const parts = parseWords(cursor, 3)
  if (!parts) return null
  const [rank, score] = [Number(parts[0]), Number(parts[1])]
  if (!Number.isInteger(rank) || rank < 0 || rank > 9 || !Number.isFinite(score) || parts[2]!.length > 80)
    throw new RefusalError(malformed('/cursor', 'cursor.foreign'))
  return { rank, score, object: parts[2]! }
}
