import type { CityClock } from './city-clock.ts'
import type { Command, Gateway } from './gateway.ts'
import type { Inventory, InventoryProfiles, InventorySensor } from './inventory.ts'
import { hashOf } from './model/chance.ts'
import { answerOf, newPlayed, type Played, playProfile, ranCommand } from './model/profile.ts'
import type { Slopes } from './slopes.ts'

/** A device that is neither a tank’s nor a box’s: it is played by the profile of its pack, and does what it is told. */
type SensorUnit = InventorySensor & {
  gateway: Gateway
  intervalMs: number
  phaseMs: number
  dueMs: number
  played: Played
  /** what its logger kept was sent */
  caughtUp: boolean
}

function newSensor(sensor: InventorySensor, gateway: Gateway, nowMs: number): SensorUnit {
  const intervalMs = sensor.intervalS * 1000
  return {
    ...{ ...sensor, gateway, intervalMs, phaseMs: hashOf(`phase:${sensor.id}`) % intervalMs, played: newPlayed(nowMs) },
    caughtUp: false,
    // heard soon after the start: an hour later it would count as silent
    dueMs: nowMs + (hashOf(sensor.id) % Math.min(60_000, intervalMs)),
  }
}

/** The next moment of the device's own beat after now; beats missed meanwhile are not made up for. */
export const nextDue = (unit: { intervalMs: number; phaseMs: number }, nowMs: number): number =>
  (Math.floor((nowMs - unit.phaseMs) / unit.intervalMs) + 1) * unit.intervalMs + unit.phaseMs

type Options = { seed: string; clock: CityClock; stop: AbortSignal; profiles: InventoryProfiles; slopes: Slopes | null }

/** All these devices of the city, played by the profiles of their packs as they stand now. */
export function createSensors({ seed, clock, stop, slopes, profiles: given }: Options) {
  const units = new Map<string, SensorUnit>()
  let profiles = given
  const add = (sensor: InventorySensor, gateway: Gateway): void =>
    void (units.has(sensor.id) || units.set(sensor.id, newSensor(sensor, gateway, clock.nowMs())))
  return {
    add,
    tick(nowMs: number): void {
      slopes?.tell(nowMs)
      for (const unit of units.values()) {
        if (unit.dueMs > nowMs) continue
        if (slopes && profiles[unit.kind]?.simulator.model?.kind === 'slope') tellSlope(unit, slopes, nowMs)
        else tell(unit, { seed, nowMs, profiles })
      }
    },
    /** Null: the device is none of these. */
    heard(device: string, command: Command): Promise<void> | null {
      const unit = units.get(device)
      return unit ? confirm(unit, command, { seed, clock, stop, profiles }) : null
    },
    /** Devices and profiles of packs that came since; `lines`: the gateways there are. */
    learn(fresh: Inventory, lines: ReadonlyMap<string, Gateway>): void {
      profiles = fresh.profiles
      for (const { id, sensors } of fresh.gateways) {
        const line = lines.get(id)
        if (line) for (const sensor of sensors) add(sensor, line)
      }
    },
    size: () => units.size,
  }
}

type Telling = { seed: string; nowMs: number; profiles: InventoryProfiles }

/** A sensor's moment has come: it says what it measures, unless its profile keeps it silent or no pack plays its kind. */
function tell(sensor: SensorUnit, { seed, nowMs, profiles }: Telling): void {
  sensor.dueMs = nextDue(sensor, nowMs)
  const profile = profiles[sensor.kind]
  if (!profile) return
  const said = playProfile(profile, { id: sensor.id, seed }, sensor.played, nowMs)
  sensor.played = said.played
  if (said.values) sensor.gateway.push(sensor.id, { at: new Date(nowMs).toISOString(), values: said.values })
}

/** A sensor of a slope: where something befalls it, its logger first sends what it kept, and it measures by the minute. */
function tellSlope(sensor: SensorUnit, slopes: Slopes, nowMs: number): void {
  const isWatched = slopes.isWatched(sensor.id, nowMs)
  sensor.dueMs = nextDue(isWatched ? { ...sensor, intervalMs: slopes.watchedEveryMs } : sensor, nowMs)
  const values = slopes.values(sensor.id, nowMs)
  if (!values) return
  const reading = { at: new Date(nowMs).toISOString(), values }
  if (isWatched && !sensor.caughtUp) sensor.gateway.push(sensor.id, ...slopes.kept(sensor.id, nowMs), reading)
  else sensor.gateway.push(sensor.id, reading)
  sensor.caughtUp ||= isWatched
}

/** A command is confirmed in its time and runs from then on; one its profile fails is neither. */
async function confirm(
  sensor: SensorUnit,
  { command, name }: Command,
  { seed, clock, stop, profiles }: Omit<Options, 'slopes'>,
): Promise<void> {
  const profile = profiles[sensor.kind]
  const answer = profile ? answerOf(profile, { id: sensor.id, seed }, name, command) : { afterMs: 500 }
  if (!answer) return
  await clock.wait(answer.afterMs, stop)
  if (profile) sensor.played = ranCommand(profile, sensor.played, name)
  sensor.gateway.receipt(sensor.id, { command, ok: true, at: new Date(clock.nowMs()).toISOString() })
}
