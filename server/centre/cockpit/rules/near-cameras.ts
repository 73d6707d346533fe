import type { CameraState } from '../../../../contract/camera-list.ts'
import type { CockpitEvent } from '../../../../contract/cockpit.ts'
import { distanceM } from '../../../kernel/geo.ts'

/** So far from a case a camera may still show it, and so far away the nearest one is named at all. */
export const withinM = 500
export const namedM = 3_000

/** A camera as it is read, with the newest picture kept of it: whose area it shows, and the case it is evidence of. */
export type NearLine = {
  name: string | null
  state: CameraState
  lon: number
  lat: number
  seen_at: Date
  picture: string | null
  picture_at: Date | null
  picture_area: string | null
  picture_event: string | null
}

/**
 * Who looks: at which place and case, whether they may open what belongs to that case, and the areas in which they judge what cameras noticed.
 * A wall's machine may neither: it shows no faces and no plates.
 */
export type Looker = { lon: number; lat: number; event: string; papers: boolean; judges: readonly string[] }

/** The cameras within reach, the nearest first, and the nearest beyond where there is none; a picture's file only for who may open it anyway. */
export function nearCameras(lines: readonly NearLine[], looker: Looker): NonNullable<CockpitEvent['cameras']> {
  const all = lines
    .map((line) => ({ line, m: distanceM(line, looker) }))
    .filter(({ m }) => m <= namedM)
    .toSorted((a, b) => a.m - b.m)
    .map(({ line: { name, state, lon, lat, seen_at, picture_at, ...line }, m }) => ({
      ...{ name, state, lon, lat, m, listedAt: seen_at.toISOString() },
      picture: picture_at && { at: picture_at.toISOString(), file: maySee(line, looker) ? line.picture : null },
    }))
  const rows = all.filter(({ m }) => m <= withinM)
  const [far] = rows.length > 0 ? [] : all
  return { withinM, rows, beyond: far ? { name: far.name, state: far.state, m: far.m } : null }
}

type Picture = Pick<NearLine, 'picture_area' | 'picture_event'>

/** Evidence is seen by the case; what nobody has judged yet by who judges it there. */
const maySee = ({ picture_event, picture_area }: Picture, { event, papers, judges }: Looker): boolean =>
  picture_event !== null
    ? papers && picture_event === event
    : papers && picture_area !== null && judges.some((own) => picture_area.startsWith(own))
