import { sayRefusal } from '../../../../../contract/refusal-words.ts'
import type { VitalSheetOpen, VitalSheetState } from '../../../../../contract/vital-sheet.ts'
import { mayStop, type Who } from './rules/may-stop.ts'
import type { Sheet } from './store.ts'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** A sheet with how far it is. */
export function headOf(sheet: Sheet): Omit<VitalSheetState, 'faults'> {
  const { id, name, rows, done, taken, marked, refused, blank, atRow, stoppedByName } = sheet
  return {
    ...{ id, name, rows, done, taken, marked, refused, blank, atRow, stoppedByName, startedAt: sheet.startedAt.toISOString() },
    ...{ movedAt: iso(sheet.movedAt), endedAt: iso(sheet.endedAt), stoppedAt: iso(sheet.stoppedAt) },
  }
}

/** The same before whoever may do something about it. */
export function openOf(sheet: Sheet, who: Who): VitalSheetOpen {
  const may = mayStop(sheet, who)
  return {
    ...{ ...headOf(sheet), senderName: sheet.senderName, mine: sheet.person === who.person },
    stopOff: may.ok ? null : sayRefusal(may.refusal.code, may.refusal.details),
  }
}
