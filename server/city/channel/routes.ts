import { z } from 'zod'
import { SentList } from '../../../contract/channel.ts'
import { pageOf, parseCursor } from '../../kernel/cursor.ts'
import { type App, errors } from '../../kernel/http.ts'
import type { Spine } from '../../kernel/spine.ts'
import { readSent } from './store.ts'

const Page = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** What the stand-in of the gateways kept, for administrators. */
export async function channelRoutes(app: App, { spine }: { spine: Spine }): Promise<void> {
  app.get(
    '/api/v1/admin/sent',
    {
      schema: { summary: '演示渠道收到的短信与语音', querystring: Page, response: { 200: SentList, ...errors } },
      config: { permit: 'admin.read' },
    },
    async (request) => {
      const { cursor, limit } = request.query
      const found = await readSent(spine, { after: parseCursor(cursor), limit: limit + 1 })
      const page = pageOf(found, limit, (row) => ({ at: row.first_at, id: row.key }))
      const rows = page.rows.map(({ first_at, ...row }) => ({ ...row, at: first_at.toISOString() }))
      return { rows, next: page.next, at: spine.clock.now().toISOString() }
    },
  )
}
