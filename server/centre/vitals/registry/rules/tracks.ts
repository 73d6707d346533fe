import { gathered, isBoard } from '../../../../../contract/vital-boards.ts'
import type { VitalTrackChange, VitalTrackNew } from '../../../../../contract/vital-track.ts'
import { ok, type Result, refuse } from '../../../../kernel/result.ts'

/** A track as far as it is asked whether something may be done with it. */
type Known = {
  code: string
  board: string
  name: { zh: string; en: string }
  ordinal: number
  version: number
  stoppedAt: Date | null
}

/** May a vital of a board stand in a track? A town's board gathers the tracks of some of the eight. */
export function standsIn(board: string, track: Pick<Known, 'board' | 'stoppedAt'> | undefined): 'stands' | 'stopped' | 'none' {
  if (!track || !gathered(board).includes(track.board)) return 'none'
  return track.stoppedAt === null ? 'stands' : 'stopped'
}

/** May a track be added? Only the eight boards have any; a code is never used again, a name stands once among those in use of a board. */
export function checkNew({ code, board, name, ordinal }: VitalTrackNew, known: readonly Known[]): Result<{ ordinal: number }> {
  if (!isBoard(board)) return refuse('vital.track-board', { board })
  if (known.some((one) => one.code === code)) return refuse('vital.track-taken', { code })
  const beside = known.filter((one) => one.board === board)
  const twin = beside.find(isCalled(name))
  if (twin) return refuse('vital.track-named', { name: twin.name.zh, code: twin.code })
  return ok({ ordinal: ordinal ?? Math.max(0, ...beside.map((one) => one.ordinal)) + 1 })
}

/** May a track be called and stand otherwise? Refused: it was stopped, has moved on, is called so already, or another is. */
export function checkChange(
  track: Known,
  { name, ordinal, version }: VitalTrackChange,
  known: readonly Known[],
): Result<VitalTrackChange> {
  if (track.stoppedAt !== null) return refuse('vital.track-ended', { name: track.name.zh })
  if (version !== track.version) return refuse('vital.track-moved')
  if (name.zh === track.name.zh && name.en === track.name.en && ordinal === track.ordinal) return refuse('vital.track-same')
  const twin = known.find((one) => one.board === track.board && one.code !== track.code && isCalled(name)(one))
  return twin ? refuse('vital.track-named', { name: twin.name.zh, code: twin.code }) : ok({ name, ordinal, version })
}

/** May a track be stopped? Not while a vital stands in it that is not stopped itself. */
export function checkStop(track: Known, version: number, vitals: number): Result<null> {
  if (track.stoppedAt !== null) return refuse('vital.track-ended', { name: track.name.zh })
  if (version !== track.version) return refuse('vital.track-moved')
  return vitals > 0 ? refuse('vital.track-used', { name: track.name.zh, n: vitals }) : ok(null)
}

const isCalled =
  (name: Known['name']) =>
  (one: Known): boolean =>
    one.stoppedAt === null && (one.name.zh === name.zh || one.name.en.toLowerCase() === name.en.toLowerCase())
