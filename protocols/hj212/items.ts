import { chinaMomentOf } from '../china-time.ts'
import { states2005, states2017 } from './codes.ts'
import { factorOf } from './factors.ts'
import type { Edition, Item, Telegram } from './types.ts'

/** Parts of a factor that are numbers, and how they are called here. */
const numbers = {
  Rtd: 'rtd',
  ZsRtd: 'zsRtd',
  Min: 'min',
  ZsMin: 'zsMin',
  Avg: 'avg',
  ZsAvg: 'zsAvg',
  Max: 'max',
  ZsMax: 'zsMax',
  Cou: 'cou',
} as const
const numberPart = (part: string): (typeof numbers)[keyof typeof numbers] | undefined =>
  Object.hasOwn(numbers, part) ? numbers[part as keyof typeof numbers] : undefined

const numeral = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/

/** What stands between the `&&`: factors by their code in the order they came, everything else by its name. */
export function readData(cp: string, edition: Edition): Pick<Telegram, 'dataTime' | 'items' | 'params'> {
  const items = new Map<string, Item>()
  const params: Record<string, string> = Object.create(null)
  for (const pair of cp.split(/[;,]/)) {
    const at = pair.indexOf('=')
    if (at <= 0) continue
    const key = pair.slice(0, at).trim()
    const value = pair.slice(at + 1).trim()
    const dash = key.lastIndexOf('-')
    if (dash <= 0) params[key] = value
    else addPart(itemOf(items, key.slice(0, dash)), key.slice(dash + 1), value, edition)
  }
  const { DataTime, ...others } = params
  return { dataTime: DataTime === undefined ? null : chinaMomentOf(DataTime), items: [...items.values()], params: others }
}

function itemOf(items: Map<string, Item>, code: string): Item {
  let item = items.get(code)
  if (!item) {
    const factor = factorOf(code)
    item = { code, name: factor ? { zh: factor.zh, en: factor.en } : null, unit: factor?.unit ?? null }
    items.set(code, item)
  }
  return item
}

function addPart(item: Item, part: string, value: string, edition: Edition): void {
  const name = numberPart(part)
  if (name) {
    item[name] = numeral.test(value) ? Number(value) : null
    if (item[name] !== null || value === '') return
  } else if (part === 'Flag') {
    item.flag = value
    item.state = (edition === 2005 ? states2005 : states2017)[value.toUpperCase()] ?? null
    return
  } else if (part === 'SampleTime') {
    item.sampleTime = chinaMomentOf(value)
    return
  }
  item.other ??= Object.create(null) as Record<string, string>
  item.other[part] = value
}
