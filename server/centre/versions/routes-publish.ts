import { AskBody, NoteBody, PublishBody, VersionDone } from '../../../contract/rules.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { askFor, discard, publish, rollBack, sendBack } from './acts.ts'
import { type Deps, OfVersion, packOf } from './find.ts'
import { ruleLine } from './rule-line.ts'

const response = { 200: VersionDone, ...errors }

/** From a draft to the rules in force: asked by who wrote it, published by a second person, taken back in one step. */
export async function publishRoutes(app: App, { spine, packs }: Deps): Promise<void> {
  const drafts = { permit: 'rule.draft' } as const
  const of = (pack: string) => ruleLine(packOf(packs, pack), packs)

  app.post(
    '/api/v1/rules/:pack/versions/:no/ask',
    { schema: { summary: '提请发布', params: OfVersion, body: AskBody, response }, config: drafts },
    (request) =>
      write(spine, request, async (tx) => {
        const { pack, no } = request.params
        return askFor(tx, of(pack), { no, by: callerOf(request), untried: request.body.untried })
      }),
  )

  app.post(
    '/api/v1/rules/:pack/versions/:no/publish',
    { schema: { summary: '发布规则', params: OfVersion, body: PublishBody, response }, config: { permit: 'rule.publish' } },
    (request) =>
      write(spine, request, async (tx) => {
        const { pack, no } = request.params
        return publish(tx, of(pack), { no, by: callerOf(request), ...request.body })
      }),
  )

  app.post(
    '/api/v1/rules/:pack/versions/:no/send-back',
    { schema: { summary: '退回起草人', params: OfVersion, body: NoteBody, response }, config: { permit: 'rule.read' } },
    (request) =>
      write(spine, request, async (tx) => {
        const { pack, no } = request.params
        return sendBack(tx, of(pack), { no, by: callerOf(request), ...request.body })
      }),
  )

  app.post(
    '/api/v1/rules/:pack/versions/:no/discard',
    { schema: { summary: '丢弃草稿', params: OfVersion, response }, config: drafts },
    (request) =>
      write(spine, request, async (tx) => {
        const { pack, no } = request.params
        return discard(tx, of(pack), { no, by: callerOf(request) })
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
        const { pack, no } = request.params
        return rollBack(tx, of(pack), { no, by: callerOf(request), ...request.body })
      }),
  )
}
