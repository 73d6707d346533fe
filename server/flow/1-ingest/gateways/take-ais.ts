import type { Received } from '../../../../protocols/ais/types.ts'
import { areaAt } from '../../../city/area/places.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { toWgs84 } from '../../../kernel/crs.ts'
import type { Ingest } from '../accept.ts'
import { aisSeen, aisValues, mmsiText } from '../plots/ais-seen.ts'
import type { Plots } from '../plots/keep.ts'
import { receivedAt } from '../plots/rules/ais-moment.ts'
import type { Seen } from '../plots/types.ts'
import { mapMeasured } from './map-measured.ts'
import type { Senders } from './senders.ts'
import type { Sender, Verdict } from './types.ts'

const dayMs = 86_400_000
/** Clocks of receivers differ by this much. */
const aheadMs = 60_000

export type AisDeps = {
  packs: Packs
  ingest: Ingest
  senders: Senders
  plots: Plots
  /** PLOTS_KEEP_DAYS: what is older is not taken */
  plotsKeepDays: number
}

/** `now`: when it came; `heard`: when it was received, where that is known otherwise than by its tag block. `station`: whom it came from, where it does not say so itself. `live`: it comes as it is received. */
export type Came = { now: Date; heard?: Date | null; station: string; channel: 'tcp' | 'udp' | 'file'; live: boolean }
/** `area`: the district it tells of. */
export type Taken = { verdict: Verdict; number: string; device: string | null; area: string | null }

/**
 * Keeps what a message of AIS says: a plot, what a ship says of itself, and the readings of the device registered under its number.
 * Throws when the database is down or the disk is full.
 */
export async function takeAis(deps: AisDeps, message: Received, came: Came): Promise<Taken> {
  const { now, heard, station } = came
  const received = heard ?? receivedAt(message.tag?.time ?? null, now)
  const number = mmsiText(message.mmsi)
  const nobody: Taken = { verdict: 'heard', number, device: null, area: null }
  const seen = aisSeen(message, { received, station: message.tag?.source ?? station })
  if (!seen) return nobody
  if (seen.at.getTime() < now.getTime() - deps.plotsKeepDays * dayMs) return { ...nobody, verdict: 'plot.too-old' }
  // Only a file says when it was heard by somebody's hand: a wrong offset must not pin a ship in the future.
  if (seen.at.getTime() > now.getTime() + aheadMs) return { ...nobody, verdict: 'plot.future' }
  // What AIS is sent in is WGS-84, always.
  if (seen.place && toWgs84('WGS-84', [seen.place.lon, seen.place.lat]).flag) return { ...nobody, verdict: 'position-impossible' }
  const sender = await deps.senders.find('ais', number)
  const [kept] = await Promise.all([deps.plots.keep(seen), sender && takeReadings(deps, seen, { ...came, sender })])
  return { verdict: kept, number, device: sender?.device ?? null, area: sender?.area ?? districtOf(seen) }
}

/** Counts and frames are told by the district: a grid each would be a row each. */
function districtOf({ place }: Seen): string | null {
  const path = place && areaAt(place.lon, place.lat)?.path
  return path ? `${path.split('/').slice(0, 2).join('/')}/` : null
}

async function takeReadings(
  { packs, ingest }: AisDeps,
  seen: Seen,
  { sender, now, channel, live }: Came & { sender: Sender },
): Promise<void> {
  const { device, kind, pack } = sender
  if (!seen.place) return
  const measured = { at: seen.at.toISOString(), values: aisValues(seen), position: seen.place }
  const { readings } = mapMeasured([measured], { bounds: packs.byId(pack).readings, crs: 'WGS-84', now })
  if (readings.length === 0) return
  // What it refuses stands in the quarantine under the device's name.
  await ingest.accept({ device, kind, channel, source: device, payload: `ais ${seen.number}`, readings, live })
}
