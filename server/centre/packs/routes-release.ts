import { Pack } from '../../../contract/pack.ts'
import { ReleaseAct, ReleaseDone, ReleaseNote } from '../../../contract/packs.ts'
import { checkPack } from '../../city/pack/check-pack.ts'
import { followRules } from '../../city/pack/live-rules.ts'
import { refuseFaulty } from '../../city/pack/refuse-faulty.ts'
import {
  discardRelease,
  fileOf,
  insertRelease,
  liveRelease,
  lockRelease,
  publishRelease,
  type ReleaseRow,
  releaseOf,
  tuningsOf,
} from '../../city/pack/store-releases.ts'
import { noteInstalled } from '../../city/pack/store-starts.ts'
import { insertVersion, lockTurn, publishVersion, rulesOf, versionOf } from '../../city/pack/store-versions.ts'
import { seedPackThings } from '../../city/seed/pack-things.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import { type Deps, Of, OfRelease, orNone, packOf } from './find.ts'
import { asMerged, basesOf } from './open-file.ts'
import { plansMoved, putPlans, putTunings, restored, valuesMoved } from './put-merged.ts'
import { mayRelease } from './rules/may-release.ts'

const response = { 200: ReleaseDone, ...errors }

/** From a release that waits to the pack in force, and back to the one before. */
export async function releaseRoutes(app: App, deps: Deps): Promise<void> {
  const { spine } = deps
  app.post(
    '/api/v1/packs/:pack/releases/:no/publish',
    { schema: { summary: '启用这一版', params: OfRelease, body: ReleaseAct, response }, config: { permit: 'rule.publish' } },
    async (request) => {
      const done = await write(spine, request, (tx) => publish(tx, deps, request.params, callerOf(request)))
      // Whoever published it sees it at once; other processes follow with their next look.
      await followRules(spine, deps.packs)
      return done
    },
  )

  app.post(
    '/api/v1/packs/:pack/releases/:no/discard',
    { schema: { summary: '退掉这一版', params: OfRelease, body: ReleaseNote, response }, config: { permit: 'rule.read' } },
    (request) =>
      write(spine, request, async (tx) => {
        const row = orNone(await lockRelease(tx, request.params.pack, request.params.no))
        orRefuse(mayRelease('discard', row, callerOf(request)))
        await discardRelease(tx, row)
        const { note } = request.body
        await tx.record({ kind: 'pack.discarded', subject: row.pack, area: null, body: { ...about(row), note } })
        return { pack: row.pack, no: row.no, version: row.version, state: 'discarded' as const }
      }),
  )

  app.post(
    '/api/v1/packs/:pack/roll-back',
    {
      schema: { summary: '退回上一版（提请，由第二人启用）', params: Of, body: ReleaseNote, response },
      config: { permit: 'rule.draft' },
    },
    (request) => write(spine, request, (tx) => rollBack(tx, deps, { ...request.params, ...request.body, by: callerOf(request) })),
  )
}

const about = ({ pack, no, version, body }: ReleaseRow) => ({
  ...{ pack, no, version },
  name: (body as { name?: { zh?: string } }).name?.zh ?? pack,
})

/**
 * Puts a release in force between two batches, its rules as a version like any other: whoever looks by what is in force waits, and what was
 * said by rules that are gone is taken back in the same transaction. Cases that run keep the plan they were dispatched with.
 */
async function publish(tx: Tx, { packs, demo }: Deps, place: { pack: string; no: number }, by: Caller) {
  await lockTurn(tx)
  await followRules(tx, packs)
  const row = orNone(await lockRelease(tx, place.pack, place.no))
  orRefuse(mayRelease('publish', row, by))
  const before = packs.rulesVersion(row.pack)
  const pack = Pack.parse(row.body)
  const here = packs.shipped(row.pack)
  const tunings = await tuningsOf(tx, row.pack)
  const moved =
    row.basedOn !== packs.release(row.pack) ||
    row.rulesOn !== before ||
    (await plansMoved(tx, { row, pack, here })) ||
    (here !== null && valuesMoved(row, { before: here, next: pack, tunings }))
  if (moved) throw new RefusalError({ code: 'pack.moved' })
  // Another pack may have come meanwhile that has what this one brings.
  refuseFaulty(checkPack(asMerged(pack, row.rules, row.plans), basesOf(packs)))
  const was = here?.version ?? 0
  await publishRelease(tx, row, by.person)
  await noteInstalled(tx, row.pack)
  const note = `${pack.name.zh} v${row.version}`
  const version = await insertVersion(tx, {
    ...rulesOf(row.pack),
    ...{ body: row.rules, note, basedOn: before, author: row.askedBy, state: 'waiting' },
  })
  await publishVersion(tx, { ...rulesOf(row.pack), no: version }, by.person)
  await tx.record({
    ...{ kind: 'pack.published', subject: row.pack, area: null },
    body: { ...about(row), before: was, publisher: row.publisher, note: row.note },
  })
  await tx.record({ kind: 'rules.published', subject: row.pack, area: null, body: { pack: row.pack, version, before, note } })
  const putting = { row, pack, note: `${note}：${row.note}`.slice(0, 500), by: by.person }
  await putPlans(tx, putting)
  await putTunings(tx, { ...putting, tunings })
  if (demo) await seedPackThings(tx, pack)
  return { pack: row.pack, no: row.no, version: row.version, state: 'live' as const }
}

type Back = { pack: string; note: string; by: Caller }

/** The pack, the rules, plans and values that were in force before the live release, as a new one that waits for its second person. */
async function rollBack(tx: Tx, { packs }: Deps, { pack: id, note, by }: Back) {
  await followRules(tx, packs)
  packOf(packs, id)
  const live = await liveRelease(tx, id)
  // What it was merged with is what it took over from: publishing sees to that.
  const before = live && (await releaseOf(tx, id, live.basedOn))
  const came = packs.withPlatform(id)
  const body = before?.body ?? came
  if (!live || !body) throw new RefusalError({ code: 'pack.first' })
  const pack = Pack.parse(body)
  const tunings = await tuningsOf(tx, id)
  const no = await insertRelease(tx, {
    ...(await restored(tx, { live, pack, from: packs.shipped(id)!, tunings })),
    ...{ pack: id, version: pack.version, body: pack, note, basedOn: live.no, rulesOn: packs.rulesVersion(id) },
    rules: (await versionOf(tx, rulesOf(id), live.rulesOn))?.body ?? pack.detect,
    ...{ file: before && (await fileOf(tx, id, before.no)), key: before?.key ?? null, publisher: before?.publisher ?? null },
    askedBy: by.person,
  })
  if (no === null) throw new RefusalError({ code: 'pack.waiting' })
  await tx.record({
    ...{ kind: 'pack.asked', subject: id, area: null },
    body: { pack: id, name: pack.name.zh, no, version: pack.version, note },
  })
  return { pack: id, no, version: pack.version, state: 'waiting' as const }
}
