import { z } from 'zod'
import { UnitFound } from '../../../contract/search.ts'
import { type App, errors } from '../../kernel/http.ts'
import type { Spine } from '../../kernel/spine.ts'
import { readPrefixes } from './store-sight.ts'
import { readUnits } from './store-units.ts'

const Query = z.object({
  area: z.string().max(80).optional(),
  q: z.string().trim().max(40).optional(),
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
      const { area, q, limit } = request.query
      const prefixes = await readPrefixes(spine, area)
      return { rows: await readUnits(spine, { area: prefixes?.[0] ?? null, q: q || null, limit, now: spine.clock.now() }) }
    },
  )
}
