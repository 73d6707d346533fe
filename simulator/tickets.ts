import { demoField } from '../contract/demo-field.ts'
import { demoTrips } from '../contract/demo-haul.ts'
import { durationMs } from '../contract/time.ts'
import type { CityClock } from './city-clock.ts'
import type { Gate } from './gate.ts'
import { outsideHours, tripOf } from './model/truck.ts'
import type { Play } from './plays.ts'
import { isoOf, type Truth } from './truth.ts'

type Playing = { play: Play<'rounds'>; gate: Gate; seed: string; clock: CityClock; stop: AbortSignal; truth: Truth }
const everyMs = 20_000

/** The gates: a ticket for each trip of a truck, opened when it leaves its site and closed when it stands at the tip. */
export async function playTickets({ play: { model }, gate, seed, clock, stop, truth }: Playing): Promise<void> {
  const { arrives, load, unticketed, unwashed } = model
  const dueMs = durationMs(unticketed.due)
  /** The gate closes a ticket while the truck stands at the tip, and a little longer. */
  const closes = model.leaves + (model.leaves - arrives)
  const startedMs = clock.nowMs()
  while (!stop.aborted) {
    for (const trip of demoTrips) {
      const device = demoField.find(({ id }) => id === trip.device)!
      const { number, phase, beganMs, arrivedMs } = tripOf(model, `${seed}:${device.id}`, clock.nowMs())
      tellHours({ truth, trip, number, dueMs }, { beganMs, arrivedMs, nowMs: clock.nowMs() })
      if (trip.lazy && number % unticketed.every === 0) {
        const about = { pack: 'spoil-truck', matter: 'spoil-truck.no-ticket', of: device.id, cause: 'no-ticket' }
        const until = clock.nowMs() < arrivedMs ? null : isoOf(arrivedMs)
        truth.tell({ id: `${device.id} ${number}`, ...about, from: isoOf(beganMs), due: isoOf(beganMs + dueMs), until })
        continue
      }
      const no = `LD-${trip.device.slice(3)}-${number}`
      if (phase >= closes) continue
      const { site: from, tip: to, plate } = trip
      const washed = unwashed ? !trip.lazy || number % unwashed.every > 0 : null
      if (washed === false) tellUnwashed(truth, { of: device.id, no, startedMs }, { beganMs, arrivedMs })
      const closedMs = phase < arrives ? null : arrivedMs
      await gate.tell([{ no, from, to, plate, load, openedMs: beganMs, washed, closedMs }])
    }
    await clock.wait(everyMs, stop)
  }
}

type Unwashed = { of: string; no: string; startedMs: number }
/** What its gate says is told with its ticket: of a trip that began before the city did that is late, and no miss. */
function tellUnwashed(truth: Truth, { of, no, startedMs }: Unwashed, { beganMs, arrivedMs }: Omit<Way, 'nowMs'>): void {
  const about = { pack: 'spoil-truck', matter: 'spoil-truck.unwashed', of, cause: 'unwashed' }
  const from = isoOf(beganMs)
  truth.tell({ id: `${no} unwashed`, ...about, from, due: beganMs < startedMs ? null : from, until: isoOf(arrivedMs) })
}

type Told = { truth: Truth; trip: (typeof demoTrips)[number]; number: number; dueMs: number }
type Way = { beganMs: number; arrivedMs: number; nowMs: number }
/** A stretch of its way that none of the truck's permits allows, long enough to be found. */
function tellHours({ truth, trip, number, dueMs }: Told, { beganMs, arrivedMs, nowMs }: Way): void {
  const outside = outsideHours(trip.hours, beganMs, arrivedMs)
  if (!outside || nowMs < outside.fromMs || outside.untilMs - outside.fromMs < dueMs) return
  const about = { pack: 'spoil-truck', matter: 'spoil-truck.hours', of: trip.device, cause: 'hours' }
  const [from, until] = [isoOf(outside.fromMs), nowMs < outside.untilMs ? null : isoOf(outside.untilMs)]
  truth.tell({ id: `${trip.device} ${number} hours`, ...about, from, due: isoOf(outside.fromMs + dueMs), until })
}
