import { HaulBaselineIn, HaulBaselineSet } from '../../../contract/haul-effect.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { offsetMs } from '../../kernel/calendar.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { districtsWithin, homeOfDistrict, putBaseline } from './store-baseline.ts'

type Deps = { spine: Spine; packs: Packs; zone: string }

/** 基线: a district says what was before the platform, from its papers; the newest counts, the others are kept. */
export async function baselineRoutes(app: App, { spine, packs, zone }: Deps): Promise<void> {
  app.post(
    '/api/v1/haulage-baselines',
    {
      schema: { summary: '填启用前的基线', body: HaulBaselineIn, response: { 200: HaulBaselineSet, ...errors } },
      config: { permit: 'pack.tune' },
    },
    (request) =>
      write(spine, request, async (tx) => {
        const { actor, person, unit, scope } = callerOf(request)
        const { pack, district, from, to, found, handled, hours, source } = request.body
        const own = (await districtsWithin(tx, scope)).find(({ code }) => code === district)
        if (!own) throw new RefusalError({ code: 'thing.not-found' })
        if (!packs.all().some(({ id, haulage }) => id === pack && haulage))
          throw new RefusalError(malformed('/pack', 'name.unknown', { name: pack }))
        const today = new Date(tx.now.getTime() + offsetMs(tx.now, zone)).toISOString().slice(0, 10)
        if (from > to || to > today) throw new RefusalError({ code: 'baseline.days' })
        if (handled > found) throw new RefusalError({ code: 'baseline.handled' })
        const says = { found, handled, hours, source: plainText(source), from_day: from, to_day: to }
        await putBaseline(tx, { pack, district, ...says, made_by: person, made_name: actor.name ?? actor.id })
        const area = await homeOfDistrict(tx, district, scope)
        const body = { pack, areaName: own.name, found, handled, hours, source: says.source, from, until: to }
        await tx.record({ kind: 'haul-baseline.set', subject: district, area, unit, body })
        return { district }
      }),
  )
}
