import { z } from 'zod'
import { CameraGateDone, CameraGateSet, VettingAnswered, VettingAnswerSet, VettingNext } from '../../../../contract/vetting.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { malformed, RefusalError } from '../../../kernel/result.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { answerOne, takeAnswerBack, takeOne } from './acts.ts'
import { saveGate } from './store-gates.ts'

type Deps = { spine: Spine; packs: Packs }
const Id = z.object({ id: z.uuid() })
const looks = { permit: 'signal.triage' } as const
const next = { 200: VettingNext, ...errors }

/** 人工复核: one suspicion after another comes before a person; what they say opens an event, or moves the gates of cameras. */
export async function vettingActRoutes(app: App, deps: Deps): Promise<void> {
  const { spine } = deps
  app.post(
    '/api/v1/vetting/next',
    { schema: { summary: '取下一条复核', response: next }, config: looks },
    // No key: whoever asks again gets the one they hold.
    async (request) => {
      const caller = callerOf(request)
      return shown(await spine.transaction(caller.actor, (tx) => takeOne(tx, caller)))
    },
  )
  app.post(
    '/api/v1/vetting/:id/answer',
    {
      schema: { summary: '复核结论', params: Id, body: VettingAnswerSet, response: { 200: VettingAnswered, ...errors } },
      config: looks,
    },
    (request) =>
      write(spine, request, async (tx) => {
        const { id } = request.params
        const { answer } = request.body
        const { until } = await answerOne(tx, callerOf(request), id, answer)
        return { id, answer, until: until.toISOString() }
      }),
  )
  app.post(
    '/api/v1/vetting/:id/take-back',
    { schema: { summary: '撤销复核结论', params: Id, response: next }, config: looks },
    async (request) => {
      const caller = callerOf(request)
      return shown(await spine.transaction(caller.actor, (tx) => takeAnswerBack(tx, caller, request.params.id)))
    },
  )
  gateRoute(app, deps)
}

const shown = (taken: { id: string; until: Date } | null) => ({
  next: taken && { id: taken.id, until: taken.until.toISOString() },
})

function gateRoute(app: App, { spine, packs }: Deps): void {
  app.post(
    '/api/v1/admin/camera-gates',
    {
      schema: { summary: '改动摄像机的复核门槛', body: CameraGateSet, response: { 200: CameraGateDone, ...errors } },
      config: { permit: 'feed.change' },
    },
    (request) =>
      write(spine, request, async (tx) => {
        const { protocol, number, camera, type, set, reason } = request.body
        if (!packs.typeOf(type)?.type.sighted) throw new RefusalError(malformed('/type', 'name.unknown', { name: type }))
        const fixed = set.to === 'fix' ? set.gate : null
        const since = set.to === 'anew' ? tx.now.toISOString().slice(0, 10) : null
        const words = plainText(reason)
        await saveGate(tx, { protocol, number, camera, type }, { fixed, since, reason: words, by: tx.actor.name ?? tx.actor.id })
        const body = { camera, type, to: set.to, gate: fixed, reason: words }
        await tx.record({ kind: 'camera-gate.set', subject: camera, area: null, body })
        return { camera, type }
      }),
  )
}
