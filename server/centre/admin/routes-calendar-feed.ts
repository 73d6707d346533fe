import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { calendarInForce } from '../../city/calendar/store.ts'
import { shippedCalendar } from '../../kernel/calendar-days.ts'
import { type App, errors } from '../../kernel/http.ts'
import type { Spine } from '../../kernel/spine.ts'
import { holidayFeed } from './rules/holiday-feed.ts'

/** The newest notice in the shipped calendar, the one for 2026, came out in this month. */
const shippedAt = new Date('2025-11-01T00:00:00+08:00')

/** Days off and make-up days as an iCalendar feed. Whoever subscribes sends no cookie, and the days everybody has off are no secret. */
export async function calendarFeedRoute(app: App, { spine, zone }: { spine: Spine; zone: string }): Promise<void> {
  app.get(
    '/api/v1/calendar.ics',
    {
      schema: { summary: '放假与调休（iCalendar 订阅）', response: { 200: z.string(), ...errors } },
      config: { permit: 'public' },
    },
    async (request, reply) => {
      const held = await calendarInForce(spine)
      const calendar = held?.body ?? shippedCalendar(zone)
      const text = holidayFeed({ calendar, version: held?.version ?? 0, madeAt: held?.madeAt ?? shippedAt })
      const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
      void reply.header('etag', etag).header('cache-control', 'public, max-age=3600')
      if (request.headers['if-none-match'] === etag) return nothingNew(reply)
      void reply.type('text/calendar; charset=utf-8').header('content-disposition', 'inline; filename="calendar.ics"')
      return text
    },
  )
}

function nothingNew(reply: FastifyReply): string {
  void reply.code(304)
  return ''
}
