import { z } from 'zod'
import { UnitFound } from '../../../contract/search.ts'
import { parseWords, wordPage } from '../../kernel/cursor.ts'
import { type App, errors } from '../../kernel/http.ts'
import type { Spine } from '../../kernel/spine.ts'
import { readPrefixes } from './store-sight.ts'
import { readUnits } from './store-units.ts'

const Query = z.object({
  area: z.string().max(80).optional(),
  q: z.string().trim().max(40).optional(),
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})

/** Whom a return may propose, a ruling name, a support call: the names of offices are public, so anybody signed in may ask. */
export async function unitRoutes(app: App, { spine }: { spine: Spine }): Promise<void> {
  app.get(
    '/api/v1/units',
    {
      schema: { summary: '可选单位', querystring: Query, response: { 200: UnitFound, ...errors } },
      config: { permit: 'session' },
    },
    async (request) => {
      const { area, q, cursor, limit } = request.query
      const prefixes = await readPrefixes(spine, area)
      const asked = { area: prefixes?.[0] ?? null, q: q || null, now: spine.clock.now() }
      const rows = await readUnits(spine, asked, { after: parseWords(cursor, 2), limit: limit + 1 })
      return wordPage(rows, limit, (row) => [row.rank, row.id])
    },
  )
}
