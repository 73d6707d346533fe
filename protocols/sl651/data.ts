import { bcdDigits, type Reader, toHex } from '../bytes.ts'
import { chinaTimeOf } from '../china-time.ts'
import { fromGbk } from '../gbk.ts'
import { setBits } from '../layout.ts'
import { elementNamed, stateNames } from './elements.ts'
import type { Data, Element, Series } from './types.ts'

const settingsFunctions = new Set(['40', '41', '42', '43', '49'])
/** What the centre asks for by identifiers without values. */
const queries = new Set(['38', '3a', '41', '43'])

/** Everything after serial number and time. What is no element stays in `rest`. */
export function readData(from: Reader, code: string, down: boolean): Data {
  const data: Data = { elements: [], series: [] }
  readStation(from, data)
  if (down && queries.has(code)) readQuery(from, code, data)
  else if (settingsFunctions.has(code)) readSettings(from, data)
  else if (code === '45' && from.left > 0) readVersion(from, data)
  else readElements(from, data)
  if (from.left > 0) data.rest = toHex(from.slice(from.left))
  return data
}

const is = (from: Reader, first: number, second: number): boolean =>
  from.left >= 2 && from.bytes[from.at] === first && from.bytes[from.at + 1] === second

/** `F1F1` address, kind of station, `F0F0` time of the measurement: each where it is. */
function readStation(from: Reader, data: Data): void {
  if (is(from, 0xf1, 0xf1) && from.left >= 7) {
    from.at += 2
    data.station = toHex(from.slice(5))
    const next = from.bytes.subarray(from.at + 1, from.at + 3)
    if (from.left >= 8 && next[0] === 0xf0 && next[1] === 0xf0) data.class = String.fromCharCode(from.u8())
  }
  if (is(from, 0xf0, 0xf0) && from.left >= 7) data.observedAt = observed(from)
}

function observed(from: Reader): string | null {
  from.at += 2
  const digits = bcdDigits(from.slice(5))
  return digits === undefined ? null : chinaTimeOf(`${digits}00`)
}

function readElements(from: Reader, data: Data): void {
  let step: number | undefined
  while (from.left >= 2) {
    if (is(from, 0xf0, 0xf0) && from.left >= 7) data.observedAt = observed(from)
    else if (is(from, 0xf2, 0xf2)) {
      from.at += 2
      data.text = fromGbk(from.slice(from.left))
    } else if (is(from, 0xf3, 0xf3)) {
      from.at += 2
      data.picture = toHex(from.slice(from.left))
    } else if (is(from, 0x04, 0x18) && from.left >= 5) step = stepMinutes(from)
    else if (!readOne(from, data, step)) return
  }
}

/** `0418` and days, hours, minutes in BCD: the values after it follow each other at this distance. */
function stepMinutes(from: Reader): number {
  from.at += 2
  const digits = bcdDigits(from.slice(3)) ?? '000000'
  return Number(digits.slice(0, 2)) * 1440 + Number(digits.slice(2, 4)) * 60 + Number(digits.slice(4))
}

/** One element or series; false when the bytes end inside it. */
function readOne(from: Reader, data: Data, step: number | undefined): boolean {
  const start = from.at
  const prefix = from.bytes[from.at] === 0xff ? 2 : 1
  if (from.left < prefix + 1) return false
  const code = toHex(from.slice(prefix))
  const shape = from.u8()
  const size = shape >> 3
  const decimals = shape & 7
  if (size > from.left) {
    from.at = start
    return false
  }
  const own = { code, name: elementNamed(code)?.name ?? null, unit: elementNamed(code)?.unit ?? null }
  const series = prefix === 1 ? dense(code, from, step === undefined ? size : from.left) : null
  if (series) data.series.push({ ...own, ...series })
  else if (code === '45' && size === 4) {
    const bits = from.u32()
    data.states = { bits, names: setBits(bits, stateNames) }
  } else if (step !== undefined && size > 0)
    data.series.push({ ...own, stepMinutes: step, values: valuesToEnd(from, size, decimals) })
  else data.elements.push({ ...own, ...element(from.slice(size), decimals) })
  return true
}

function valuesToEnd(from: Reader, size: number, decimals: number): (number | null)[] {
  const values: (number | null)[] = []
  while (from.left >= size) values.push(element(from.slice(size), decimals).value)
  return values
}

/** A number in BCD; FF in front makes it negative, all F or all A say that there is none. */
export function element(bytes: Uint8Array, decimals: number): Pick<Element, 'value' | 'size' | 'decimals' | 'hex'> {
  const size = bytes.length
  const none = bytes.every((byte) => byte === 0xff) || bytes.every((byte) => byte === 0xaa)
  const negative = bytes[0] === 0xff
  const digits = none ? undefined : bcdDigits(negative ? bytes.subarray(1) : bytes)
  if (digits === undefined || digits === '') return { value: null, size, decimals, ...(size > 0 ? { hex: toHex(bytes) } : {}) }
  const value = Number(digits) / 10 ** decimals
  return { value: negative && value > 0 ? -value : value, size, decimals }
}

const ownName = (zh: string, en: string, unit: string) => ({ name: { zh, en }, unit })
const rain5 = ownName('5 分钟降水量', 'rain of 5 minutes', 'mm')
const level5 = ownName('相对水位', 'relative level', 'm')

/** An hour in five-minute steps: F4 rain (a byte of 0.1 mm each), F5–FC relative levels (two bytes of 0.01 m each). */
function dense(code: string, from: Reader, size: number): Pick<Series, 'stepMinutes' | 'values' | 'name' | 'unit'> | null {
  const id = Number.parseInt(code, 16)
  if (id === 0xf4) return { ...rain5, stepMinutes: 5, values: Array.from({ length: size }, () => steps(from.u8(), 0xff, 10)) }
  if (id < 0xf5 || id > 0xfc || size % 2 !== 0) return null
  return { ...level5, stepMinutes: 5, values: Array.from({ length: size / 2 }, () => steps(from.u16(), 0xffff, 100)) }
}

const steps = (raw: number, none: number, per: number): number | null => (raw === none ? null : raw / per)

/** The period of 38, a step, then identifiers; those with prefix have three bytes. */
function readQuery(from: Reader, code: string, data: Data): void {
  if (code === '38' && from.left >= 8) {
    data.from = hourOf(from)
    data.until = hourOf(from)
  }
  if (is(from, 0x04, 0x18) && from.left >= 5) from.at += 5
  const asked: string[] = []
  while (from.left >= (from.bytes[from.at] === 0xff ? 3 : 2)) {
    const size = from.bytes[from.at] === 0xff ? 2 : 1
    asked.push(toHex(from.slice(size)))
    from.at++
  }
  data.asked = asked
}

function hourOf(from: Reader): string | null {
  const digits = bcdDigits(from.slice(4))
  return digits === undefined ? null : chinaTimeOf(`${digits}0000`)
}

function readVersion(from: Reader, data: Data): void {
  const length = from.u8()
  data.text = fromGbk(from.slice(Math.min(length, from.left)))
}

function readSettings(from: Reader, data: Data): void {
  const settings: { id: string; hex: string }[] = []
  while (from.left >= 2) {
    const size = from.bytes[from.at + 1]! >> 3
    if (size + 2 > from.left) break
    settings.push({ id: toHex(from.slice(1)), hex: toHex(from.slice(size + 1)).slice(2) })
  }
  data.settings = settings
}
