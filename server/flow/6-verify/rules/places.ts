import type { EvidenceRow } from '../../5-work/types.ts'

/** A photo farther than this from the event's place, or a pair farther apart, is pointed out and takes a reason, never refused (domain 15b). */
export const farM = 50

/** Evidence as the checker looks at it: photos before, photos after, and all else. */
export function sides(evidence: readonly EvidenceRow[]): { before: EvidenceRow[]; after: EvidenceRow[]; other: EvidenceRow[] } {
  const photos = (when: 'before' | 'after') => evidence.filter((row) => row.kind === 'photo' && row.when === when)
  const other = evidence.filter((row) => row.kind !== 'photo' || row.when === null)
  return { before: photos('before'), after: photos('after'), other }
}

/** Is a photo from after the work the very file from before it? Then it proves nothing. */
export function isSamePhoto(evidence: readonly Pick<EvidenceRow, 'kind' | 'when' | 'hash'>[]): boolean {
  const hashes = (when: 'before' | 'after') =>
    new Set(evidence.flatMap((row) => (row.kind === 'photo' && row.when === when && row.hash ? [row.hash] : [])))
  return !hashes('before').isDisjointFrom(hashes('after'))
}

/** What is odd about an event's photos, for whoever closes it. */
export type PhotoDoubts = { placeM: number | null; isSame: boolean }

export const photoDoubts = (evidence: readonly EvidenceRow[]): PhotoDoubts => ({
  placeM: farthestM(evidence),
  isSame: isSamePhoto(evidence),
})

/** Does closing take a reason because of its photos? */
export const isDoubtful = ({ placeM, isSame }: PhotoDoubts): boolean => isSame || (placeM !== null && placeM > farM)

/** Metres of the farthest photo from the event's place; null when none has a place. */
export function farthestM(evidence: readonly Pick<EvidenceRow, 'kind' | 'distance_m'>[]): number | null {
  const known = evidence.flatMap((row) => (row.kind === 'photo' && row.distance_m !== null ? [row.distance_m] : []))
  return known.length > 0 ? Math.max(...known) : null
}
