import { serverNow } from '../../../ui/clock.ts'
import { dateTime } from '../../../ui/format.ts'
import { lang } from '../../../ui/t.ts'

const minuteMs = 60_000
/** The end of a window or of a letter's days: midnight is the last minute of the day before, so that nobody takes it for a day more. */
export const byWord = (by: string): string => dateTime(Date.parse(by) - minuteMs, serverNow(), lang())
