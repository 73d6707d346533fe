import { z } from 'zod'
import { CameraLabelDone, CameraLabelSet, CameraPage } from '../../../../contract/camera.ts'
import { sayRefusal } from '../../../../contract/refusal-words.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { malformed, RefusalError } from '../../../kernel/result.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { addressRoutes } from './routes-address.ts'
import { listRoutes } from './routes-list.ts'
import { standingOf } from './rules/standing.ts'
import { shownState } from './rules/subscribing.ts'
import { type UnknownLabel, unknownLabels } from './store.ts'
import { endLabel, insertLabel, type LabelRow, lockLabel, readLabels } from './store-labels.ts'
import { type PlatformLine, readPlatforms } from './store-platforms.ts'

type Deps = { spine: Spine; packs: Packs; zone: string }
const dayMs = 86_400_000
const mostUnknown = 100

/** Platforms of cameras, the table of labels, and what stands in it nowhere; the system administrator changes the table. */
export async function cameraRoutes(app: App, deps: Deps): Promise<void> {
  const { spine, packs, zone } = deps
  app.get(
    '/api/v1/cameras',
    { schema: { summary: '摄像机：平台与标签表', response: { 200: CameraPage, ...errors } }, config: { permit: 'feed.read' } },
    async (request) => {
      const { scope } = callerOf(request)
      const now = spine.clock.now()
      const platforms = await readPlatforms(spine, scope, new Date(now.getTime() - dayMs))
      const unknown = await unknownLabels(spine, scope, new Date(now.getTime() - 30 * dayMs), mostUnknown)
      return {
        platforms: platforms.map((line) => platformView(line, now, zone)),
        labels: (await readLabels(spine)).map((row) => labelView(row, packs)),
        unknown: unknown.map(unknownView),
        types: packs.all().flatMap(({ types }) => types.map(({ id, name }) => ({ id, name }))),
        at: now.toISOString(),
      }
    },
  )
  changeRoutes(app, deps)
  addressRoutes(app, spine)
  listRoutes(app, spine)
}

function changeRoutes(app: App, { spine, packs }: Deps): void {
  const config = { permit: 'feed.change' } as const
  const response = { 200: CameraLabelDone, ...errors }
  app.post(
    '/api/v1/admin/camera-labels',
    { schema: { summary: '设定摄像机标签', body: CameraLabelSet, response }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const { before, windowS, note, ...said } = request.body
        const found = said.type === null ? null : packs.typeOf(said.type)
        if (said.type !== null && !found) throw new RefusalError(malformed('/type', 'name.unknown', { name: said.type }))
        const standing = await lockLabel(tx, said)
        if ((standing?.id ?? null) !== before) throw new RefusalError({ code: 'camera-label.stale' })
        if (standing) await endLabel(tx, standing.id)
        const id = tx.newId()
        const made = { window_s: windowS, note: plainText(note), made_by: tx.actor.name ?? tx.actor.id }
        await insertLabel(tx, { id, ...said, ...made })
        const { protocol, label } = said
        const meaning = found?.type.name.zh ?? '不处理'
        await tx.record({ kind: 'camera-label.set', subject: id, area: null, body: { protocol, label, meaning } })
        return { id }
      }),
  )
  app.post(
    '/api/v1/admin/camera-labels/:id/end',
    { schema: { summary: '删去摄像机标签', params: z.object({ id: z.uuid() }), response }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const { id } = request.params
        const ended = await endLabel(tx, id)
        if (!ended) throw new RefusalError({ code: 'thing.not-found' })
        await tx.record({ kind: 'camera-label.ended', subject: id, area: null, body: ended })
        return { id }
      }),
  )
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

function platformView(line: PlatformLine, now: Date, zone: string): CameraPage['platforms'][number] {
  const { protocol, number, name, cameras, on, seen, suspicions, until, last_at, listed_at } = line
  const state = until && last_at ? standingOf({ until, lastAt: last_at }, now) : 'never'
  const counts = { cameras, on, seen, suspicions }
  const subscription = subscriptionView(line, now, zone)
  return { protocol, number, name, state, lastAt: iso(last_at), listedAt: iso(listed_at), ...counts, subscription }
}

function subscriptionView({ subscription: held }: PlatformLine, now: Date, zone: string) {
  if (!held) return null
  const { address, failure } = held
  const ends_at = held.until === null ? null : new Date(held.until)
  const state = shownState({ state: held.state, ends_at }, now)
  const failed = state === 'refused' || state === 'away'
  return {
    ...{ address, state, at: new Date(held.at).toISOString(), until: state === 'granted' ? iso(ends_at) : null },
    reason: failed && failure ? sayRefusal(failure.code, failure.details, zone) : null,
  }
}

function labelView(row: LabelRow, packs: Packs): CameraPage['labels'][number] {
  const { window_s, made_by, made_at, ...rest } = row
  const missing = row.type !== null && packs.typeOf(row.type) === null
  return { ...rest, missing, windowS: window_s, madeBy: made_by, madeAt: made_at.toISOString() }
}

const unknownView = ({ protocol, label, n, cameras, last_at }: UnknownLabel): CameraPage['unknown'][number] => ({
  ...{ protocol, label, n, cameras },
  lastAt: last_at.toISOString(),
})
