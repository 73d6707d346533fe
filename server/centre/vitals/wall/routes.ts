import type { z } from 'zod'
import type { VitalPage } from '../../../../contract/vital.ts'
import { WallVital, type WallVitalWho, WallVitalWish } from '../../../../contract/wall-vitals.ts'
import { maskBy } from '../../../city/mask.ts'
import type { LiveTree } from '../../../flow/7-evaluate/vitals/store-live-tree.ts'
import type { VitalRecord } from '../../../flow/7-evaluate/vitals/store-registry.ts'
import { asNow } from '../../../flow/7-evaluate/vitals/store-source.ts'
import type { Asking } from '../../../flow/7-evaluate/vitals/store-standing.ts'
import { toldOf } from '../../../flow/7-evaluate/vitals/store-told.ts'
import { trackNames } from '../../../flow/7-evaluate/vitals/store-tracks.ts'
import { type App, type Caller, callerOf, errors } from '../../../kernel/http.ts'
import { settled } from '../../../kernel/settled.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { phonesOf } from '../../check-up/store-wall.ts'
import { editionFor } from '../../walls/store.ts'
import { askedPeriod, askingOf, vitalNamed } from '../asking.ts'
import { answeringOf } from '../lineage/answering.ts'
import { lockedCell } from '../locked-cell.ts'
import { readVital } from '../one-vital.ts'

type Deps = { spine: Spine; zone: string; tree: LiveTree }
/** Values of an area that are looked at for who told them: the newest says it. */
const tellers = 3

/** One vital on the wall: the same number as in its panel and in the registry, what it is made of, and whom to ask. */
export async function wallVitalRoutes(app: App, deps: Deps): Promise<void> {
  const { spine } = deps
  app.get(
    '/api/v1/cockpit/vital',
    {
      schema: { summary: '大屏上的一个体征指标', querystring: WallVitalWish, response: { 200: WallVital, ...errors } },
      config: { permit: 'cockpit.read' },
    },
    async (request) => {
      const caller = callerOf(request)
      const { edition } = await editionFor(spine, caller, request.query.area)
      const [record, asking] = await Promise.all([
        vitalNamed(deps, caller, request.query.code),
        askingOf(deps, caller, edition.code),
      ])
      const numbers = await readVital(asNow(spine), record, {}, { ...asking, askedAt: asking.now, knownAt: null })
      const [locked, nameOf] = await Promise.all([lockedCell(spine, record, numbers, asking), trackNames(spine)])
      const vital = { ...numbers, locked, trackName: nameOf(record.definition.track) }
      const who = await settled(spine.log, 'vital.who', () => whoOf(deps, caller, { record, vital, asking }))
      return { at: vital.at, vital, path: edition.path, tier: edition.tier, who }
    },
  )
}

type About = { record: VitalRecord; vital: VitalPage; asking: Asking }

/** Who answers for it, who leads the duty over the area, and where it is told itself who told it; phones masked, always. */
async function whoOf(
  { spine, zone }: Deps,
  caller: Caller,
  { record, vital, asking }: About,
): Promise<z.infer<typeof WallVitalWho>[]> {
  const { cell, parts } = vital
  const { count, formula } = record.definition
  const leaf = cell !== null && parts.length === 0 && !count && !formula
  const wish = { vital: record.id, scope: asking.node.paths, knownAt: null, limit: tellers, counted: 0 }
  const told = leaf ? (await toldOf(spine, { ...wish, period: askedPeriod(record, cell.period, zone) })).rows : []
  const actors = [...new Set(told.map(({ actor }) => actor))]
  const now = new Date(asking.now)
  const named = await answeringOf(spine, caller, { record, paths: asking.node.paths, actors, now })
  const phones = await phonesOf(
    spine,
    named.flatMap(({ person }) => person ?? []),
  )
  return named.map(({ why, unitName, postName, person, name }) => ({
    ...{ why, unitName, postName, name, phone: maskBy('phone', phones.get(person ?? '') ?? null) },
  }))
}
