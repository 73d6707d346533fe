import type { z } from 'zod'
import type { VitalPage } from '../../../../contract/vital.ts'
import { WallVital, type WallVitalWho, WallVitalWish } from '../../../../contract/wall-vitals.ts'
import { maskBy } from '../../../city/mask.ts'
import { judgedAt } from '../../../flow/7-evaluate/vitals/rules/judged.ts'
import { reaches } from '../../../flow/7-evaluate/vitals/rules/reaches.ts'
import { joinedGround } from '../../../flow/7-evaluate/vitals/store-joined.ts'
import type { LiveTree } from '../../../flow/7-evaluate/vitals/store-live-tree.ts'
import type { VitalRecord } from '../../../flow/7-evaluate/vitals/store-registry.ts'
import { asKept } from '../../../flow/7-evaluate/vitals/store-source.ts'
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
import { curveOf, makingOf, newestRead } from '../one-vital.ts'

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
      const { source, asking: ground } = joinedGround(asKept(spine, asking), [record], asking)
      const part = <T>(name: string, read: () => Promise<T>) => settled(spine.log, `vital.${name}`, read)
      const figureOf = async <T extends Pick<VitalPage, 'cell'>>(curve: T) => ({
        ...{ ...curve, locked: await lockedCell(spine, record, { cell: curve.cell, by: record.definition.cadence }, asking) },
      })
      // Asked once; whoever needs it fails with it, and nobody else.
      const newest = newestRead(source, record, ground)
      const [figure, made, nameOf] = await Promise.all([
        part('figure', async () => figureOf(await curveOf(source, await newest, ground))),
        part('made', async () => makingOf(source, record, await newest, ground)),
        part('tracks', () => trackNames(spine)),
      ])
      const who = await part('who', () => whoOf(deps, caller, { record, asking, leaf: leafOf(figure, made) }))
      const { definition, state, version } = record
      const { code, name, tier } = asking.node
      return {
        at: new Date(asking.now).toISOString(),
        vital: {
          ...{ definition, state, version, here: reaches(definition, tier), area: { code, name, tier } },
          normal: judgedAt(definition, tier).normal ?? null,
          trackName: nameOf?.(definition.track) ?? { zh: definition.track, en: definition.track },
        },
        ...{ figure, made, who, path: edition.path, tier: edition.tier },
      }
    },
  )
}

/** The period of a number that is told right here, of nothing below; null: of one that is not, or nobody can tell. */
const leafOf = (figure: WallVital['figure'], made: WallVital['made']): string | null =>
  figure?.cell && made?.parts.length === 0 ? figure.cell.period : null

type About = { record: VitalRecord; leaf: string | null; asking: Asking }

/** Who answers for it, who leads the duty over the area, and where it is told itself who told it; phones masked, always. */
async function whoOf(
  { spine, zone }: Deps,
  caller: Caller,
  { record, leaf, asking }: About,
): Promise<z.infer<typeof WallVitalWho>[]> {
  const { count, formula } = record.definition
  const period = leaf === null || count || formula ? null : askedPeriod(record, leaf, zone)
  const wish = { vital: record.id, scope: asking.node.paths, knownAt: null, limit: tellers, counted: 0 }
  const told = period === null ? [] : (await toldOf(spine, { ...wish, period })).rows
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
