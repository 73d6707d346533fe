import { demoField } from '../contract/demo-field.ts'
import { demoGate, demoTrips } from '../contract/demo-haul.ts'
import type { Api } from './api.ts'
import type { CityClock } from './city-clock.ts'
import { tripOf } from './model/truck.ts'
import { isoOf, type Truth } from './truth.ts'

type Playing = { api: Api; seed: string; clock: CityClock; stop: AbortSignal; truth: Truth }
/** Full and moving so long without a ticket, a truck is to be found: as long as the pack's check waits. */
const dueMs = 3 * 60_000
const everyMs = 20_000

/** The gates: a ticket for each trip of a truck, opened when it leaves its site and closed when it stands at the tip. */
export async function playTickets({ api, seed, clock, stop, truth }: Playing): Promise<void> {
  const told = new Map<string, string>()
  while (!stop.aborted) {
    for (const trip of demoTrips) {
      const device = demoField.find(({ id }) => id === trip.device)!
      const { number, phase, beganMs, arrivedMs } = tripOf(`${seed}:${device.id}`, clock.nowMs())
      if (trip.lazy && number % 3 === 0) {
        const about = { pack: 'spoil-truck', matter: 'spoil-truck.no-ticket', of: device.id, cause: 'no-ticket' }
        const until = clock.nowMs() < arrivedMs ? null : isoOf(arrivedMs)
        truth.tell({ id: `${device.id} ${number}`, ...about, from: isoOf(beganMs), due: isoOf(beganMs + dueMs), until })
        continue
      }
      const no = `LD-${trip.device.slice(3)}-${number}`
      const state = phase < 0.4 ? 'open' : phase < 0.6 ? 'closed' : 'past'
      if (state === 'past' || told.get(no) === state) continue
      const ticket = {
        no,
        from: trip.site,
        to: trip.tip,
        plate: trip.plate,
        load: 15,
        openedAt: isoOf(beganMs),
        openedBy: '某某',
      }
      const closing = state === 'closed' ? { closedAt: isoOf(arrivedMs), closedLoad: 15, closedBy: '某甲' } : {}
      const json = { pack: 'spoil-truck', tickets: [{ ...ticket, ...closing }] }
      const { status } = await api.send('POST', '/api/v1/tickets', { bearer: `${demoGate.key}.${demoGate.secret}`, json })
      if (status === 200) told.set(no, state)
    }
    await clock.wait(everyMs, stop)
  }
}
