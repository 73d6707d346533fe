import { serverNow } from '../../ui/clock.ts'
import { dateTime } from '../../ui/format.ts'
import { lang } from '../../ui/t.ts'

const minuteMs = 60_000

/** A moment as a person says it. */
export const timeWord = (at: string): string => dateTime(at, serverNow(), lang())
/** The end of a window: midnight is the last minute of the day before, so that nobody takes it for a day more. */
export const byWord = (by: string): string => dateTime(new Date(Date.parse(by) - minuteMs).toISOString(), serverNow(), lang())
