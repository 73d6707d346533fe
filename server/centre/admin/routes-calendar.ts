import { CalendarDone, CalendarView, HoursBody, NoticeBody } from '../../../contract/calendar.ts'
import { changeCalendar } from '../../city/calendar/change-calendar.ts'
import type { LiveCalendar } from '../../city/calendar/live-calendar.ts'
import { type Notice, readNotices, withNotices } from '../../city/calendar/rules/read-notice.ts'
import { calendarInForce } from '../../city/calendar/store.ts'
import { countProvisional } from '../../flow/5-work/store.ts'
import { zoneText } from '../../kernel/calendar.ts'
import { shippedCalendar } from '../../kernel/calendar-days.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { missingYear } from './rules/missing-year.ts'

/** The working calendar: everybody who works may read it, the system administrator changes it. Every change is a version and a fact. */
export async function calendarRoutes(
  app: App,
  { spine, calendar: live }: { spine: Spine; calendar: LiveCalendar },
): Promise<void> {
  const { zone } = live
  const config = { permit: 'calendar.change' } as const
  /** Whoever asks next in this process is answered by it; others hear of the fact. */
  const followed = async <T>(done: Promise<T>): Promise<T> => {
    const answer = await done
    await live.follow(spine)
    return answer
  }
  const response = { 200: CalendarDone, ...errors }

  app.get(
    '/api/v1/calendar',
    { schema: { summary: '工作日历', response: { 200: CalendarView, ...errors } }, config: { permit: 'session' } },
    async () => {
      const held = await calendarInForce(spine)
      const calendar = held?.body ?? shippedCalendar(zone)
      const lastYear = Math.max(...Object.keys(calendar.years).map(Number))
      return {
        ...{ version: held?.version ?? 0, source: held?.source ?? null, madeBy: held?.madeBy ?? null },
        ...{ madeAt: held?.madeAt.toISOString() ?? null, calendar, lastYear },
        ...{
          missing: missingYear(zoneText(spine.clock.now(), zone), calendar.years),
          provisional: await countProvisional(spine),
        },
      }
    },
  )

  app.post(
    '/api/v1/admin/calendar/notice',
    { schema: { summary: '导入放假安排', body: NoticeBody, response }, config },
    (request) => {
      const { text, source } = request.body
      const notices = noticesIn(text)
      return followed(
        write(spine, request, (tx) =>
          changeCalendar(tx, {
            ...{ by: callerOf(request).person, source, zone },
            change: withNotices(notices),
          }),
        ),
      )
    },
  )

  app.post(
    '/api/v1/admin/calendar/hours',
    { schema: { summary: '设定工作时间', body: HoursBody, response }, config },
    (request) =>
      followed(
        write(spine, request, (tx) =>
          changeCalendar(tx, {
            ...{ by: callerOf(request).person, source: '工作时间', zone },
            change: (before) => ({ ...before, ...request.body }),
          }),
        ),
      ),
  )
}

function noticesIn(text: string): Notice[] {
  const read = readNotices(json(text))
  if (!read.ok) throw new RefusalError(malformed(`/text/${read.at.replaceAll('.', '/')}`, 'calendar.notice'))
  return read.notices
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new RefusalError(malformed('/text', 'json.broken'))
  }
}
