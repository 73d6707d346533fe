import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { CaseArchiveIn, CaseFile } from '../../../contract/case-file.ts'
import { photoPath } from '../../city/file/disk.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { inScope } from '../../city/permit/scope.ts'
import type { Config } from '../../kernel/config.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Db, Spine } from '../../kernel/spine.ts'
import { placeOf } from '../desk/rules/event-row.ts'
import { readListed } from '../desk/store.ts'
import type { ListedEvent } from '../desk/types.ts'
import { packCase } from './archive.ts'
import { gather } from './gather.ts'
import { cityTime } from './rules/city-time.ts'
import { type Laid, layOut, manifestOf, sha256 } from './rules/lay-out.ts'
import { pageOf } from './rules/page.ts'
import { archivesOf } from './store.ts'

type Deps = { spine: Spine; packs: Packs; zone: string; config: Pick<Config, 'DATA_DIR'> }
const Id = z.object({ id: z.uuid() })
const file = z.any().meta({ type: 'string', format: 'binary' })

/** 案卷: a case of any type with everything that proves it, to be read, printed and taken out as an archive anybody can check. */
export async function caseFileRoutes(app: App, deps: Deps): Promise<void> {
  const config = { permit: 'event.read' } as const
  app.get(
    '/api/v1/events/:id/case-file',
    { schema: { summary: '案卷', params: Id, response: { 200: CaseFile, ...errors } }, config },
    async (request) => (await readCase(deps.spine, deps, callerOf(request), { id: request.params.id, show: false })).view,
  )
  // No idempotency key here: its row would keep the archive, and an answer from it would be a look without a fact.
  app.post(
    '/api/v1/events/:id/case-file',
    {
      schema: { summary: '导出案卷（ZIP，留痕）', params: Id, body: CaseArchiveIn, response: { 200: file, ...errors } },
      config,
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const { lang, purpose } = request.body
      const told = purpose === undefined ? null : plainText(purpose)
      const one = await readCase(deps.spine, deps, caller, { id: request.params.id, show: told !== null })
      if (told !== null && !mayReveal(caller, one.event))
        throw new RefusalError({ code: 'permit.missing', details: { permit: 'personal.reveal' } })
      const { view, laid } = one
      const madeAt = cityTime(deps.spine.clock.now(), deps)
      const page = pageOf({ ...view, masked: told === null, byName: caller.actor.name ?? caller.actor.id, madeAt }, lang)
      const bytes = orRefuse(await packCase(join(deps.config.DATA_DIR, 'files'), laid, page))
      await keepMade(deps.spine, caller, one, told)
      void reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="case-${view.event.no}.zip"`)
        .header('cache-control', 'no-store')
        .header('x-content-type-options', 'nosniff')
      return reply.send(Buffer.from(bytes))
    },
  )
}

type Read = { event: ListedEvent; view: CaseFile; laid: Laid[] }

async function readCase(db: Db, deps: Deps, caller: Caller, asked: { id: string; show: boolean }): Promise<Read> {
  const event = await readListed(db, caller, asked.id)
  if (!event) throw new RefusalError({ code: 'thing.not-found' })
  const now = deps.spine.clock.now()
  const dir = join(deps.config.DATA_DIR, 'files')
  const here = async (hash: string) => (await stat(photoPath(dir, hash)).catch(() => null)) !== null
  const show = asked.show && mayReveal(caller, event)
  const { pieces, places } = await gather(db, event, { packs: deps.packs, zone: deps.zone, show, now, here })
  const laid = layOut(pieces)
  const parts = laid.map(({ part }) => part)
  const made = await archivesOf(db, event.id)
  const view: CaseFile = {
    event: headOf(event, deps),
    parts,
    places: places.map(({ at, values }) => ({ at: at.toISOString(), lon: values.lon!, lat: values.lat! })),
    ...{ manifest: sha256(manifestOf(parts)), masked: !show, mayReveal: mayReveal(caller, event) },
    made: made.map(({ recorded_at, by, manifest, revealed }) => ({
      at: recorded_at.toISOString(),
      byName: by,
      manifest,
      revealed,
    })),
    at: now.toISOString(),
  }
  return { event, view, laid }
}

const mayReveal = (caller: Caller, event: ListedEvent): boolean =>
  caller.permits.has('personal.reveal') && inScope(caller.scope, event.area)

function headOf(event: ListedEvent, { packs }: Deps): CaseFile['event'] {
  const { id, no, title, type, grade, state, area, address, lon, lat, opened_at, closed_at } = event
  return {
    ...{ id, no, title, grade, state, area, address, lon, lat },
    typeName: packs.typeOf(type)?.type.name ?? { zh: type, en: type },
    ...placeOf(event),
    ...{ openedAt: opened_at.toISOString(), closedAt: closed_at?.toISOString() ?? null },
  }
}

/** Who took it out, with the hash of its manifest: the chain of facts proves later what was handed over. */
function keepMade(spine: Spine, caller: Caller, { event, view }: Read, purpose: string | null): Promise<void> {
  return spine.transaction(caller.actor, async (tx) => {
    const { manifest, parts } = view
    const at = { subject: event.id, area: event.area, unit: caller.unit }
    const body = { event: event.id, manifest, parts: parts.length, revealed: purpose !== null }
    await tx.record({ kind: 'case-file.made', ...at, body })
    if (purpose === null) return
    const revealed = { subject: event.id, field: 'case-file', whose: event.no, purpose }
    await tx.record({ kind: 'personal.revealed', ...at, body: revealed })
  })
}
