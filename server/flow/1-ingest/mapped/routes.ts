import { z } from 'zod'
import { MappedFeedBody, MappedFeedList, Preview, PreviewBody } from '../../../../contract/mapped-feed.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { mostBytes } from './bring-file.ts'
import type { MappedDeps } from './deps.ts'
import { previewFile } from './preview.ts'
import { saveMappedFeed } from './save-feed.ts'
import { showFeed } from './show.ts'
import { sumDeliveries } from './store-deliveries.ts'
import { keysToChoose, readMappedFeeds } from './store-feeds.ts'

const dayMs = 86_400_000
const Id = z.object({ id: z.string().max(80) })
const Saved = z.object({ id: z.string(), version: z.number() })
const change = { permit: 'feed.change' } as const

/** K13 文件与取数: feeds whose rows are read by a mapping, and how they do. */
export async function mappedFeedRoutes(app: App, deps: MappedDeps): Promise<void> {
  const { spine, zone } = deps
  app.get(
    '/api/v1/mapped-feeds',
    { schema: { summary: '文件与取数', response: { 200: MappedFeedList, ...errors } }, config: { permit: 'feed.read' } },
    async (request) => {
      const caller = callerOf(request)
      const now = spine.clock.now()
      const feeds = await readMappedFeeds(spine, caller)
      const sums = await sumDeliveries(
        spine,
        feeds.map(({ id }) => id),
        new Date(now.getTime() - dayMs),
      )
      const mayChange = caller.permits.has('feed.change')
      return {
        rows: feeds.map((feed) => showFeed({ feed, day: sums.find((sum) => sum.feed === feed.id), now, zone })),
        next: null,
        pulls: deps.pulls.map(({ name, origin }) => ({ name, origin })),
        keys: mayChange ? await keysToChoose(spine) : [],
        readings: readingsOf(deps),
        at: now.toISOString(),
      }
    },
  )

  app.post(
    '/api/v1/mapped-feeds',
    { schema: { summary: '新建文件与取数', body: MappedFeedBody, response: { 200: Saved, ...errors } }, config: change },
    (request) =>
      write(spine, request, (tx) => saveMappedFeed(tx, deps, { caller: callerOf(request), id: null, body: request.body })),
  )
  app.post(
    '/api/v1/mapped-feeds/:id',
    {
      schema: { summary: '修改文件与取数', params: Id, body: MappedFeedBody, response: { 200: Saved, ...errors } },
      config: change,
    },
    (request) =>
      write(spine, request, (tx) =>
        saveMappedFeed(tx, deps, { caller: callerOf(request), id: request.params.id, body: request.body }),
      ),
  )
  app.post(
    '/api/v1/mapped-feed-preview',
    {
      schema: { summary: '按对照试读文件前几行', body: PreviewBody, response: { 200: Preview, ...errors } },
      config: change,
      // Base64 takes four bytes for three.
      bodyLimit: Math.ceil((mostBytes * 4) / 3) + 65_536,
    },
    (request) => previewFile(deps, callerOf(request), request.body),
  )
}

/** Names a mapping may aim at: every reading of the packs, each once. */
function readingsOf({ packs }: MappedDeps): MappedFeedList['readings'] {
  const all = packs.all().flatMap(({ readings }) => Object.entries(readings))
  return [...new Map(all)].map(([name, reading]) => ({ name, ...reading.name, unit: reading.unit }))
}
