import { durationMs } from '../contract/time.ts'
import type { CityClock } from './city-clock.ts'
import { type Command, type Gateway, openGateway } from './gateway.ts'
import { type Inventory, type InventoryBox, type InventoryDevice, simulatorsOf } from './inventory.ts'
import { hashOf } from './model/chance.ts'
import { calmed, type GasPlay, newTank, profileOf, stepTank, type TankProfile, type TankState } from './model/gas.ts'
import { isCut, type PowerCut, voltage } from './model/power.ts'
import { endsMs } from './model/span.ts'
import { type Story, storyLevel } from './model/story.ts'
import { playOf } from './plays.ts'
import { createSensors, nextDue } from './sensors.ts'
import { type AskedSlope, createSlopes, type Slopes } from './slopes.ts'
import { isoOf, isoOrNull, type Truth } from './truth.ts'

/** A tank, its monitor and its fan. */
type Unit = {
  device: InventoryDevice
  profile: TankProfile
  tank: TankState
  gateway: Gateway
  intervalMs: number
  phaseMs: number
  dueMs: number
  story: Story | null
  relievedMs: number | null
  /** since when its true methane is up, and over the limit */
  up: { fromMs: number; dueMs: number | null } | null
}

export type Fleet = {
  /** Sends what is due now. Called several times a second. */
  tick(): void
  /** Devices and profiles of packs that came since: they are played from now on. */
  learn(inventory: Inventory): void
  play(story: Story): void
  /** Somebody is there: the story's tank calms down. */
  relieve(story: Story): void
  /** Methane of an object's tank now, %LEL, or null when it has no tank. */
  levelOf(object: string): number | null
  device(id: string): InventoryDevice | null
  size: { gateways: number; devices: number }
  connected(): number
  close(): Promise<void>
}

export type FleetOptions = {
  inventory: Inventory
  mqtt: string
  seed: string
  clock: CityClock
  sinceStartMs: () => number
  cut: PowerCut | null
  /** a slope asked to fail */
  slope?: AskedSlope | null | undefined
  stop: AbortSignal
  truth?: Truth | undefined
}

/** All monitors of the city, spread evenly over their interval. */
export function createFleet(options: FleetOptions): Fleet {
  const { inventory, seed, clock, sinceStartMs, cut, truth } = options
  const boxes: PowerBox[] = []
  const sensors = createSensors({ seed, clock, stop: options.stop, slopes: slopesOf(options), profiles: inventory.profiles })
  const gas = playOf(simulatorsOf(inventory), 'gas')
  const units = new Map<string, Unit>()
  const hear = (device: string, command: Command): void =>
    void (sensors.heard(device, command) ?? obey(units.get(device), command, options))
  const gateways = inventory.gateways.map((given) => {
    const gateway = openGateway(options.mqtt, given, hear)
    const begin = gas && { gas, gateway, seed, nowMs: clock.nowMs(), isHome: given.devices.some(({ first }) => first) }
    for (const device of begin ? given.devices : []) units.set(device.id, newUnit(device, begin!))
    for (const box of given.boxes) boxes.push(newBox(box, gateway, clock.nowMs()))
    for (const sensor of given.sensors) sensors.add(sensor, gateway)
    return gateway
  })
  const byObject = new Map([...units.values()].map((unit) => [unit.device.object, unit]))

  return {
    tick() {
      const turn = { nowMs: clock.nowMs(), since: sinceStartMs(), cut, truth }
      for (const unit of units.values()) if (unit.dueMs <= turn.nowMs) takeTurn(unit, turn)
      sensors.tick(turn.nowMs)
      for (const box of boxes) if (box.dueMs <= turn.nowMs) tellVoltage(box, { ...turn, cut: isCut(cut, box.object, turn.since) })
    },
    learn: (fresh) => sensors.learn(fresh, new Map(inventory.gateways.map(({ id }, at) => [id, gateways[at]!]))),
    play(story) {
      const unit = units.get(story.device)
      if (unit) [unit.story, unit.relievedMs] = [story, null]
    },
    relieve(story) {
      const unit = units.get(story.device)
      if (unit?.story?.id === story.id) unit.relievedMs ??= sinceStartMs()
    },
    levelOf: (object) => byObject.get(object)?.tank.level ?? null,
    device: (id) => units.get(id)?.device ?? null,
    size: { gateways: gateways.length, devices: units.size + sensors.size() },
    connected: () => gateways.filter((gateway) => gateway.connected()).length,
    close: () => Promise.all(gateways.map((gateway) => gateway.close())).then(() => undefined),
  }
}

function slopesOf({ inventory, seed, clock, slope = null, truth }: FleetOptions): Slopes | null {
  const play = playOf(simulatorsOf(inventory), 'slope')
  return play && createSlopes({ play, gateways: inventory.gateways, seed, startMs: clock.nowMs(), asked: slope, truth })
}

type Turn = { nowMs: number; since: number; cut: PowerCut | null; truth: Truth | undefined }

/** A monitor's moment has come: it speaks, unless its power is cut; the truth is written all the same. */
function takeTurn(unit: Unit, { nowMs, since, cut, truth }: Turn): void {
  unit.dueMs = nextDue(unit, nowMs)
  if (!isCut(cut, unit.device.supply, since)) speak(unit, { nowMs, since })
  if (truth) tellGas(unit, nowMs, truth)
}

/** As fast as a fan of the pack can answer. */
const quickest = ({ answers, model }: GasPlay): number =>
  endsMs(answers.find(({ command }) => command === model.vents.command)?.after ?? '0s')[0]

/** What the fan does with a command, and when it answers. */
async function obey(unit: Unit | undefined, command: Command, { clock, stop, sinceStartMs }: FleetOptions): Promise<void> {
  if (!unit) return
  const receiptMs = unit.story?.fanAnswers
    ? (unit.profile.receiptMs ?? quickest(unit.profile.play))
    : unit.story
      ? null
      : unit.profile.receiptMs
  if (receiptMs === null) return // a broken fan: it neither runs nor answers
  await clock.wait(receiptMs, stop)
  const fan = command.name === unit.profile.play.model.vents.command
  unit.tank = { ...unit.tank, fan }
  if (fan && unit.story?.yields) unit.relievedMs ??= sinceStartMs()
  unit.gateway.receipt(unit.device.id, { command: command.command, ok: true, at: isoOf(clock.nowMs()) })
}

/** The tank lives on until now and its monitor sends what it reads; a story that is told out ends. */
function speak(unit: Unit, { nowMs, since }: { nowMs: number; since: number }): void {
  const asked = unit.story
    ? storyLevel(unit.profile.play.model.story, unit.story, { sinceStartMs: since, relievedMs: unit.relievedMs })
    : null
  if (unit.story && asked === null && since > unit.story.startsMs) [unit.story, unit.relievedMs] = [null, null]
  const { tank, values } = stepTank(unit.profile, unit.tank, { nowMs, sinceStartMs: since, asked })
  unit.tank = tank
  if (!values) return
  const seq = Math.floor((nowMs - unit.phaseMs) / unit.intervalMs)
  unit.gateway.push(unit.device.id, { at: isoOf(nowMs), seq, values })
}

/** The gas truly there is up, comes over the limit, or is back. */
function tellGas(unit: Unit, nowMs: number, truth: Truth): void {
  const { level } = unit.tank
  const { up, due: over } = unit.profile.play.model.truth
  if (level < up && unit.up === null) return
  unit.up ??= { fromMs: nowMs, dueMs: null }
  if (level >= over) unit.up.dueMs ??= nowMs
  const [from, due] = [isoOf(unit.up.fromMs), isoOrNull(unit.up.dueMs)]
  const about = { pack: 'septic-gas', matter: 'gas', of: unit.device.object, cause: 'gas' }
  truth.tell({ id: `${unit.device.object} ${from}`, ...about, from, due, until: level < up ? isoOf(nowMs) : null })
  if (level < up) unit.up = null
}

/** A power box and its monitor, which has a battery: it says whether there is power. */
type PowerBox = Pick<Unit, 'gateway' | 'intervalMs' | 'phaseMs' | 'dueMs'> & { id: string; object: string }

function newBox({ id, object, intervalS }: InventoryBox, gateway: Gateway, nowMs: number): PowerBox {
  const intervalMs = intervalS * 1000
  const beat = { intervalMs, phaseMs: hashOf(`phase:${id}`) % intervalMs }
  return { id, object, gateway, ...beat, dueMs: nextDue(beat, nowMs) }
}

function tellVoltage(box: PowerBox, { nowMs, cut }: { nowMs: number; cut: boolean }): void {
  box.dueMs = nextDue(box, nowMs)
  const seq = Math.floor((nowMs - box.phaseMs) / box.intervalMs)
  box.gateway.push(box.id, { at: isoOf(nowMs), seq, values: { voltage: voltage(box.id, nowMs, cut) } })
}

type NewUnit = { gas: GasPlay; gateway: Gateway; seed: string; nowMs: number; isHome: boolean }

function newUnit(device: InventoryDevice, { gas, gateway, seed, nowMs, isHome }: NewUnit): Unit {
  const given = profileOf(seed, device.id, gas)
  const { own } = gas.model.story
  const profile = {
    ...(isHome ? calmed(given) : given),
    ...(device.first ? { base: own.base, fault: null, receiptMs: durationMs(own.answers) } : {}),
  }
  const intervalMs = device.first ? Math.min(durationMs(own.speaks), device.intervalS * 1000) : device.intervalS * 1000
  const unit = {
    device,
    profile,
    gateway,
    intervalMs,
    phaseMs: hashOf(`phase:${device.id}`) % intervalMs,
    dueMs: 0,
    tank: newTank(profile),
    story: null,
    relievedMs: null,
    up: null,
  }
  return { ...unit, dueMs: nextDue(unit, nowMs) }
}
