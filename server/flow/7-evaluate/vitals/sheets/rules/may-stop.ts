import { ok, type Result, refuse } from '../../../../../kernel/result.ts'

/** `area`: code of the area its sender stood for; null: none as a whole. `stoppedByName` null: nobody known. */
export type Stopping = {
  person: string
  area: string | null
  endedAt: Date | null
  stoppedAt: Date | null
  stoppedByName: string | null
}
/** `covers`: do they answer for an area whole? */
export type Who = { person: string; covers: (area: string) => boolean }

/** Whose is a sheet to look at and to stop: of who sent it, and of any desk that answers for the whole area they stood for. */
export const answersFor = ({ person, area }: Pick<Stopping, 'person' | 'area'>, who: Who): boolean =>
  person === who.person || (area !== null && who.covers(area))

/** May somebody stop a sheet now? Of two who press at once the second is told by whom it was stopped. */
export function mayStop(sheet: Stopping, who: Who): Result<null> {
  if (!answersFor(sheet, who)) return refuse('thing.not-found')
  if (sheet.endedAt) return refuse('vital.sheet-over')
  if (sheet.stoppedAt) return refuse('vital.sheet-stopped', { by: sheet.stoppedByName ?? '—' })
  return ok(null)
}
