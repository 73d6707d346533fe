import { z } from 'zod'
import { SentList, type SentMessage } from '../../../contract/channel.ts'
import { pageOf, parseCursor } from '../../kernel/cursor.ts'
import { type App, errors } from '../../kernel/http.ts'
import type { Spine } from '../../kernel/spine.ts'
import { maskBy } from '../mask.ts'
import { readSent, type SentRow } from './store.ts'

const Page = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** What left for people and systems, waits, or was given up; for administrators. */
export async function channelRoutes(app: App, { spine }: { spine: Spine }): Promise<void> {
  app.get(
    '/api/v1/admin/sent',
    {
      schema: { summary: '外发的消息：渠道、收件人、状态、次数', querystring: Page, response: { 200: SentList, ...errors } },
      config: { permit: 'admin.read' },
    },
    async (request) => {
      const { cursor, limit } = request.query
      const found = await readSent(spine, { after: parseCursor(cursor), limit: limit + 1 })
      const page = pageOf(found, limit, (row) => ({ at: row.made_at, id: row.key }))
      const rows = page.rows.map(viewOf)
      return { rows, next: page.next, at: spine.clock.now().toISOString() }
    },
  )
}

const viewOf = ({ made_at, sent_at, text, times, phone, ...row }: SentRow): SentMessage => ({
  ...row,
  phone: maskBy('phone', phone),
  at: made_at.toISOString(),
  sentAt: sent_at?.toISOString() ?? null,
  standIn: text === null ? null : { text, times: times ?? 1 },
})
