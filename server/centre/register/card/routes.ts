import { z } from 'zod'
import { PublicObject } from '../../../../contract/public-object.ts'
import { areaNameOf } from '../../../city/area/area-name.ts'
import { areasAlong } from '../../../city/area/store.ts'
import { objectKindsOf } from '../../../city/pack/object-kinds.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { inScope } from '../../../city/permit/scope.ts'
import { readCode } from '../../../flow/1-ingest/reports/rules/public-view.ts'
import { lastRestored, risksOf } from '../../../flow/8-risk/store.ts'
import { type App, type Caller, errors } from '../../../kernel/http.ts'
import { RefusalError } from '../../../kernel/result.ts'
import { createSlidingWindow, senderOf } from '../../../kernel/sliding-window.ts'
import type { Db, Spine } from '../../../kernel/spine.ts'
import { type Kind, kindOf, offeredAt, plateOf } from '../kinds.ts'
import { chargesOf } from '../store-charges.ts'
import { type CodedObject, objectOfCode } from './store.ts'
import { detailLines, publicHolders, publicRisk } from './views.ts'

export type CardDeps = {
  spine: Spine
  packs: Packs
  /** addresses that are not counted: the demo's own citizens */
  free?: (address: string) => boolean
}

/** Scans from one address: a house of flats behind one router scans its own plate. With 50 bits a code guessing one of 40,000 takes it 1,700 years. */
const scanLimit = { limit: 300, ms: 600_000 }
const Code = z.object({ code: z.string().max(40) })

/** What anybody who scans the plate of an object may know of it. */
export async function cardRoutes(app: App, deps: CardDeps): Promise<void> {
  const { spine, packs } = deps
  const window = createSlidingWindow(scanLimit)
  app.get(
    '/api/v1/public/codes/:code',
    { schema: { summary: '扫码看对象', params: Code, response: { 200: PublicObject, ...errors } }, config: { permit: 'public' } },
    async (request, reply) => {
      const now = spine.clock.now()
      if (!request.caller && !deps.free?.(request.ip)) {
        const seconds = window.take(senderOf(request.ip), now)
        if (seconds > 0) throw new RefusalError({ code: 'input.too-many', details: { seconds } })
      }
      void reply.header('cache-control', 'no-store')
      const code = readCode(request.params.code)
      const found = code ? await objectOfCode(spine, code) : null
      if (!code || !found) throw new RefusalError({ code: 'code.unknown' })
      const state = found.ended ? (found.renewed ? ('renewed' as const) : ('ended' as const)) : ('live' as const)
      return {
        ...{ code, state, title: plateOf(packs, found.kind).title, at: now.toISOString() },
        object: state === 'live' ? await shownOf(spine, packs, found, now) : null,
        staff: reads(request.caller, found) ? { object: found.object } : null,
      }
    },
  )
}

const reads = (caller: Caller | null, { area }: CodedObject): boolean =>
  caller?.permits.has('object.read') === true && inScope(caller.scope, area)

async function shownOf(db: Db, packs: Packs, found: CodedObject, now: Date): Promise<NonNullable<PublicObject['object']>> {
  const kind = kindOf(packs, found.kind)
  const { card } = kind
  return {
    ...{ name: found.name, kindName: kind.name, number: found.number },
    areaName: areaNameOf(await areasAlong(db, found.area)),
    address: card?.address ? found.address : null,
    details: card ? detailLines(card, kind.details, found.details) : [],
    risk: await riskOf(db, packs, { kind, found, now }),
    holders: card ? publicHolders(card, await chargesOf(db, found.object), now) : [],
    reports: offeredAt(packs, kind).map(({ id, name }) => ({ id, name })),
  }
}

type Asked = { kind: Kind; found: CodedObject; now: Date }

async function riskOf(db: Db, packs: Packs, { kind, found, now }: Asked) {
  const model = objectKindsOf(packs.allAt(found.area)).find((one) => one.kind === kind.kind)?.risk
  if (!kind.card || !model) return null
  const row = (await risksOf(db, [found.object])).get(found.object)
  if (!row) return null
  const restored = await lastRestored(db, found.object)
  return publicRisk(kind.card, { row, model, details: kind.details, values: found.details, restored, now })
}
