import { HaulEffects } from '../../../contract/haul-effect.ts'
import type { Pack } from '../../../contract/pack.ts'
import type { Tuning } from '../../city/pack/in-force.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import type { Db, Spine } from '../../kernel/spine.ts'
import type { Seer } from '../desk/store-sight.ts'
import { boardOf } from './board.ts'
import { firmsOf } from './firms.ts'
import { firstCase, readWeeks } from './store.ts'

type Deps = { spine: Spine; packs: Packs; zone: string }
/** So many days of firms are looked back on. */
const days = 90

/** What came of watching what is carried: by week since the first case, and by firm. Everything is counted from rows. */
export async function haulageRoutes(app: App, { spine, packs, zone }: Deps): Promise<void> {
  app.get(
    '/api/v1/haulage-effects',
    {
      schema: { summary: '办理成效与企业', response: { 200: HaulEffects, ...errors } },
      // Cases of a whole area are counted: for those who see it.
      config: { permit: 'feed.read' },
    },
    async (request) => {
      const caller = callerOf(request)
      const now = spine.clock.now()
      const rows: HaulEffects['rows'] = []
      for (const pack of packs.all())
        if (pack.haulage) rows.push(await effectOf(spine, pack, { caller, now, zone, tunings: packs.tunings() }))
      return { rows, at: now.toISOString() }
    },
  )
}

type Asked = { caller: Seer; now: Date; zone: string; tunings: readonly Tuning[] }

async function effectOf(db: Db, pack: Pack, { caller, now, zone, tunings }: Asked): Promise<HaulEffects['rows'][number]> {
  const { scope } = caller
  const types = pack.types.map(({ id }) => id)
  const weeks = await readWeeks(db, scope, types, zone)
  const from = new Date(now.getTime() - days * 86_400_000)
  return {
    from: from.toISOString(),
    ...{ pack: pack.id, packName: pack.name, since: (await firstCase(db, scope, types))?.toISOString() ?? null, days },
    weeks: weeks.map(({ false_alarms, hours, ...week }) => ({
      ...{ ...week, falseAlarms: false_alarms, hours: hours === null ? null : tenths(hours) },
    })),
    firms: await firmsOf(db, pack, caller, from),
    board: await boardOf(db, { pack, tunings, scope }),
  }
}

const tenths = (n: number): number => Math.round(n * 10) / 10
