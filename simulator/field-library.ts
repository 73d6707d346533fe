import { createHash } from 'node:crypto'
import { demoCameraStatus, demoRoadCameras } from '../contract/demo-cameras.ts'
import { demoFleet, demoLibrary, demoTrucks } from '../contract/demo-haul.ts'
import { durationMs } from '../contract/time.ts'
import type { CityClock } from './city-clock.ts'
import { chance, chanceOf } from './model/chance.ts'
import { drawPicture } from './model/picture.ts'
import type { Trip } from './model/truck-cameras.ts'
import type { Play } from './plays.ts'
import { isoOf, type Truth } from './truth.ts'

type Playing = {
  play: Play<'rounds'>
  host: string
  port: number | undefined
  seed: string
  clock: CityClock
  stop: AbortSignal
  truth: Truth
  /** so many of its cameras notice anything */
  cameras: number
}

const allCameras = [...demoLibrary.cameras, ...demoRoadCameras]
const words = { uncovered: '渣土车未密闭', overfilled: '渣土车冒装', spilling: '渣土车撒漏', muddy: '渣土车带泥上路' } as const
type Matter = keyof typeof words

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
/** China time as GA/T 1400 writes it. */
const stamp = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14)

/** A view library of GA/T 1400: registers by digest, lists its cameras, and tells what they make of passing trucks, right or wrong. */
export async function playLibrary({ play: { model }, host, port, seed, clock, stop, truth, cameras }: Playing): Promise<void> {
  if (!port) return
  const say = speaker(`http://${host.includes(':') ? `[${host}]` : host}:${port}/VIID`, stop)
  // What is off notices nothing.
  const driven = allCameras.filter((_, n) => demoCameraStatus(n) !== '2').slice(0, cameras)
  let isKnown = false
  while (!stop.aborted) {
    isKnown = isKnown ? await say('System/Keepalive', { KeepaliveObject: { DeviceID: demoLibrary.number } }) : await enter(say)
    if (isKnown)
      await say('MotorVehicles', {
        MotorVehicleListObject: { MotorVehicleObject: passing(model, { seed, nowMs: clock.nowMs(), truth, driven }) },
      })
    await clock.wait(durationMs(model.passes.every), stop)
  }
}

type Say = ReturnType<typeof speaker>

/** Answers whether it was taken; not reached is not taken. */
function speaker(url: string, stop: AbortSignal) {
  const { number, code } = demoLibrary
  const post = (path: string, body: unknown, headers: Record<string, string>) =>
    fetch(`${url}/${path}`, {
      ...{ method: 'POST', body: JSON.stringify(body), signal: AbortSignal.any([stop, AbortSignal.timeout(10_000)]) },
      headers: { 'content-type': 'application/VIID+json;charset=UTF-8', ...headers },
    }).catch(() => null)
  return async (path: string, body: unknown): Promise<boolean> => {
    if (path !== 'System/Register') return (await post(path, body, { 'user-identify': number }))?.status === 200
    const challenge = (await post(path, body, {}))?.headers.get('www-authenticate') ?? ''
    const of = (name: string): string => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? ''
    const [realm, nonce, uri, cnonce] = [of('realm'), of('nonce'), `/VIID/${path}`, md5(`${Math.random()}`)]
    const response = md5(`${md5(`${number}:${realm}:${code}`)}:${nonce}:00000001:${cnonce}:auth:${md5(`POST:${uri}`)}`)
    const authorization = `Digest username="${number}", realm="${realm}", nonce="${nonce}", uri="${uri}", qop=auth, nc=00000001, cnonce="${cnonce}", response="${response}"`
    return (await post(path, body, { authorization }))?.status === 200
  }
}

async function enter(say: Say): Promise<boolean> {
  if (!(await say('System/Register', { RegisterObject: { DeviceID: demoLibrary.number } }))) return false
  const APEObject = allCameras.map(({ id, name, model, lon, lat }, n) => ({
    ...{ ApeID: id, Name: name, Model: model, Longitude: String(lon), Latitude: String(lat) },
    IsOnline: demoCameraStatus(n) ?? undefined,
  }))
  return say('APEs', { APEListObject: { APEObject } })
}

type RoundsModel = Play<'rounds'>['model']
type Passing = { seed: string; nowMs: number; truth: Truth; driven: readonly { id: string; model: string }[] }
/** A truck passes so many cameras of a road, one after the other. */
const passed = 5

/** What the cameras make of the truck that passes them now: each sees it some seconds after the one before. Every second truck passes the first five. */
function passing({ passes, cameras: eyes }: RoundsModel, { seed, nowMs, truth, driven }: Passing): object[] {
  const everyMs = durationMs(passes.every)
  const turn = Math.floor(nowMs / everyMs)
  const dice = chance(`${seed}:pass:${turn}`)
  const first = turn % 2 === 0 ? 0 : Math.floor(chanceOf(`${seed}:${turn}:where`) * Math.floor(driven.length / passed)) * passed
  const trucks = turn % 2 === 0 ? demoTrucks : [...demoTrucks, ...demoFleet]
  const truck = trucks[Math.floor(dice.between(0, trucks.length))]!
  const matters = Object.keys(words) as Matter[]
  const is: Pick<Trip, 'matter'> = { matter: dice.next() < passes.share ? dice.pick(matters) : null }
  tellPass(truth, { turn, plate: truck.plate, matter: is.matter, nowMs })
  return driven.slice(first, first + passed).flatMap((camera, n) => {
    const eye = eyes.find(({ model }) => model === camera.model) ?? eyes[0]!
    const hit = is.matter !== null && chanceOf(`${seed}:${turn}:${n}:hit`) < eye.hits
    const wrong = is.matter === null && chanceOf(`${seed}:${turn}:${n}:wrong`) < eye.errs * passes.errsTimes
    if (!hit && !wrong) return []
    const matter = (is.matter ?? dice.pick(matters)) as Matter
    const sure = (hit ? eye.sure : eye.sureWhenWrong) + (chanceOf(`${seed}:${turn}:${n}:sure`) - 0.5) * 2 * eye.spread
    const id = `v-${turn}-${n}`
    return [
      {
        ...{
          MotorVehicleID: id,
          DeviceID: camera.id,
          PlateNo: truck.plate,
          Name: words[matter],
          PassTime: stamp(nowMs - (5 - n) * 8_000),
        },
        Confidence: Math.round(Math.min(0.97, sure) * 100) / 100,
        SubImageList: { SubImageInfoObject: [{ ImageID: id, Data: drawPicture(`${seed}:${id}`, 'truck').toString('base64') }] },
      },
    ]
  })
}

/** All cameras see it within this time. */
const minuteMs = 60_000
type Pass = { turn: number; plate: string; matter: string | null; nowMs: number }

/** What is truly wrong with the truck that passes; whether any camera notices is another matter. */
function tellPass(truth: Truth, { turn, plate, matter, nowMs }: Pass): void {
  if (matter === null) return
  const [from, until] = [isoOf(nowMs - minuteMs), isoOf(nowMs)]
  truth.tell({
    id: `pass ${turn}`,
    pack: 'spoil-truck',
    matter: `spoil-truck.${matter}`,
    of: plate,
    cause: matter,
    from,
    due: from,
    until,
  })
}
