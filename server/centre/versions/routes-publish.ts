import { sameJson } from '../../../contract/rule-words/same-json.ts'
import { AskBody, NoteBody, PublishBody, VersionDone } from '../../../contract/rules.ts'
import {
  insertVersion,
  liveVersion,
  lockTurn,
  publishVersion,
  setVersionState,
  type VersionRow,
  versionBefore,
} from '../../city/pack/store-versions.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import { type Deps, lockOrNone, OfVersion, packOf, refuseFault, refuseOvertaken, refuseStale } from './find.ts'
import { faultsOf } from './read-given.ts'
import { mayAct } from './rules/may-act.ts'
import { wasLookedAt } from './tried.ts'
import { inForce } from './views.ts'

const response = { 200: VersionDone, ...errors }
const done = ({ pack, no }: Pick<VersionRow, 'pack' | 'no'>, state: VersionRow['state']) => ({ pack, no, state })

/** From a draft to the rules in force: asked by who wrote it, published by a second person, taken back in one step. */
export async function publishRoutes(app: App, deps: Deps): Promise<void> {
  const { spine, packs } = deps
  const drafts = { permit: 'rule.draft' } as const

  app.post(
    '/api/v1/rules/:pack/versions/:no/ask',
    { schema: { summary: '提请发布', params: OfVersion, body: AskBody, response }, config: drafts },
    (request) =>
      write(spine, request, async (tx) => {
        const row = await lockOrNone(tx, request.params)
        orRefuse(mayAct('ask', row, callerOf(request)))
        const now = await inForce(tx, packOf(packs, row.pack))
        if (sameJson(now.rules, row.body)) throw new RefusalError({ code: 'rules.same' })
        refuseOvertaken(row, now.no)
        const untried = request.body.untried ?? null
        await setVersionState(tx, row, 'waiting', untried)
        await tx.record({ kind: 'rules.asked', subject: row.pack, area: null, body: { ...about(row), untried } })
        return done(row, 'waiting')
      }),
  )

  app.post(
    '/api/v1/rules/:pack/versions/:no/publish',
    { schema: { summary: '发布规则', params: OfVersion, body: PublishBody, response }, config: { permit: 'rule.publish' } },
    (request) =>
      write(spine, request, async (tx) => publish(tx, deps, { ...request.params, ...request.body }, callerOf(request))),
  )

  app.post(
    '/api/v1/rules/:pack/versions/:no/send-back',
    { schema: { summary: '退回起草人', params: OfVersion, body: NoteBody, response }, config: { permit: 'rule.read' } },
    (request) =>
      write(spine, request, async (tx) => {
        const row = await lockOrNone(tx, request.params)
        orRefuse(mayAct('send-back', row, callerOf(request)))
        await setVersionState(tx, row, 'draft')
        const { note } = request.body
        await tx.record({ kind: 'rules.sent-back', subject: row.pack, area: null, body: { ...about(row), note } })
        return done(row, 'draft')
      }),
  )

  app.post(
    '/api/v1/rules/:pack/versions/:no/discard',
    { schema: { summary: '丢弃草稿', params: OfVersion, response }, config: drafts },
    (request) =>
      write(spine, request, async (tx) => {
        const row = await lockOrNone(tx, request.params)
        orRefuse(mayAct('discard', row, callerOf(request)))
        await setVersionState(tx, row, 'discarded')
        await tx.record({ kind: 'rules.discarded', subject: row.pack, area: null, body: about(row) })
        return done(row, 'discarded')
      }),
  )

  app.post(
    '/api/v1/rules/:pack/versions/:no/roll-back',
    {
      schema: { summary: '退回上一版（提请，由第二人发布）', params: OfVersion, body: NoteBody, response },
      config: drafts,
    },
    (request) =>
      write(spine, request, async (tx) => {
        return rollBack(tx, deps, { ...request.params, note: request.body.note, by: callerOf(request) })
      }),
  )
}

const about = ({ pack, no }: Pick<VersionRow, 'pack' | 'no'>) => ({ pack, version: no })

/** Puts a version in force between two batches: whoever looks by the rules waits, and what was said by gone rules is taken back. */
async function publish(tx: Tx, { packs }: Deps, place: { pack: string; no: number; changedAt: string }, by: Caller) {
  await lockTurn(tx)
  const row = await lockOrNone(tx, place)
  orRefuse(mayAct('publish', row, by))
  refuseStale(row, place.changedAt)
  const pack = packOf(packs, row.pack)
  const before = (await liveVersion(tx, row.pack))?.no ?? 0
  refuseOvertaken(row, before)
  // The pack, or another one, may have changed since it was written.
  refuseFault(faultsOf(row.body, pack, packs.all()))
  if (!(await wasLookedAt(tx, { pack, row, by, live: before }))) throw new RefusalError({ code: 'rules.untried' })
  await publishVersion(tx, row, by.person)
  await tx.record({ kind: 'rules.published', subject: row.pack, area: null, body: { ...about(row), before, note: row.note } })
  return done(row, 'live')
}

/** The rules that were in force before a live version, as a new version that waits for its second person. */
async function rollBack(tx: Tx, { packs }: Deps, asked: { pack: string; no: number; note: string; by: Caller }) {
  const pack = packOf(packs, asked.pack)
  const row = await lockOrNone(tx, asked)
  orRefuse(mayAct('roll-back', row, asked.by))
  const before = await versionBefore(tx, row)
  const { note } = asked
  const no = await insertVersion(tx, {
    ...{
      pack: pack.id,
      rules: before?.body ?? pack.detect,
      note,
      basedOn: row.no,
      author: asked.by.person,
      state: 'waiting',
    },
  })
  await tx.record({ kind: 'rules.drafted', subject: pack.id, area: null, body: { pack: pack.id, version: no, note } })
  await tx.record({ kind: 'rules.asked', subject: pack.id, area: null, body: { pack: pack.id, version: no, untried: null } })
  return done({ pack: pack.id, no }, 'waiting')
}
