import { Crs } from '../../../../../contract/crs.ts'
import { type Protocol, protocolNames, protocols } from '../../../../../contract/protocols.ts'
import type { SenderFault } from '../../../../../contract/sender.ts'
import { hasChecks, hasPlaces, senderCode, senderNumber } from './sender-forms.ts'

/** A row of the sheet. `code`, `crs` and `lenient` null: nothing was written, what is set stays. */
export type SheetSender = {
  row: number
  protocol: Protocol
  number: string
  device: string
  code: string | null
  crs: Crs | null
  lenient: boolean | null
}
export type SheetFault = { row: number; fault: SenderFault; text: string }

const columns = {
  protocol: ['协议', 'protocol'],
  number: ['号码', '上报号码', 'number'],
  device: ['设备', '设备编号', 'device'],
  code: ['鉴权码', '密码', '鉴权码/密码', 'code'],
  crs: ['坐标系', 'crs'],
  lenient: ['校验从宽', '从宽', 'lenient'],
} as const
type Column = keyof typeof columns
const names: Record<Protocol, readonly string[]> = {
  jt808: ['jt808', 'jtt808'],
  hj212: ['hj212'],
  sl651: ['sl651'],
  gb26875: ['gb26875', 'gbt26875', 'gbt268753'],
  ais: ['ais'],
  gb28181: ['gb28181', 'gbt28181'],
  gat1400: ['gat1400'],
}
const yes = '是'
const no = '否'
const answers: Record<string, boolean> = { [yes]: true, yes: true, true: true, [no]: false, no: false, false: false }
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\d]/gu, '')

/** Registered numbers as a sheet that can be taken back; codes are left empty, which leaves them as they are. */
export const senderSheetOf = (senders: readonly Omit<SheetSender, 'row' | 'code'>[]): string[][] => [
  Object.values(columns).map(([heading]) => heading),
  ...senders.map(({ protocol, number, device, crs, lenient }) => [
    ...[protocolNames[protocol], number, device, '', crs ?? ''],
    hasChecks(protocol) ? (lenient ? yes : no) : '',
  ]),
]

/** Headings stand within the first lines. */
const mostAbove = 5

/**
 * The senders of a sheet, or what is wrong with its rows; null without a line of headings (协议、号码、设备; 鉴权码、坐标系、校验从宽
 * may be left out). Empty rows are passed over. Whether a device is there is asked elsewhere.
 */
export function readSenderSheet(rows: readonly string[][]): { senders: SheetSender[]; faults: SheetFault[] } | null {
  const at = rows.slice(0, mostAbove).findIndex((cells) => placesOf(cells).size >= 3 && needed(placesOf(cells)))
  if (at < 0) return null
  const places = placesOf(rows[at]!)
  const seen = new Set<string>()
  const senders: SheetSender[] = []
  const faults: SheetFault[] = []
  for (const [i, cells] of rows.entries()) {
    if (i <= at || cells.every((cell) => !cell.trim())) continue
    const of = (column: Column): string => cells[places.get(column) ?? -1]?.trim() ?? ''
    const read = readRow(i + 1, of)
    const key = 'fault' in read ? '' : `${read.protocol} ${read.number}`
    if ('fault' in read) faults.push(read)
    else if (seen.has(key)) faults.push({ row: read.row, fault: 'twice', text: of('number') })
    else senders.push(read)
    seen.add(key)
  }
  return { senders, faults }
}

function readRow(row: number, of: (column: Column) => string): SheetSender | SheetFault {
  const wrong = (fault: Exclude<SenderFault, 'twice'>): SheetFault => ({ row, fault, text: fault === 'code' ? '' : of(fault) })
  const protocol = protocols.find((one) => names[one].includes(plain(of('protocol'))))
  if (!protocol) return wrong('protocol')
  const number = senderNumber(protocol, withZeros(protocol, of('number')))
  if (!number) return wrong('number')
  if (!of('device')) return wrong('device')
  const code = of('code') ? senderCode(protocol, of('code')) : null
  if (of('code') && !code) return wrong('code')
  const crs = Crs.safeParse(of('crs'))
  if (of('crs') && !(crs.success && hasPlaces(protocol))) return wrong('crs')
  const lenient = answers[of('lenient').toLowerCase()] ?? null
  if (of('lenient') && (lenient === null || (lenient && !hasChecks(protocol)))) return wrong('lenient')
  return { row, protocol, number, device: of('device'), code, crs: crs.data ?? null, lenient }
}

/** A spreadsheet takes the zeros before a number. */
const lengths: Partial<Record<Protocol, number>> = { sl651: 10, gb26875: 12, ais: 9 }
const withZeros = (protocol: Protocol, text: string): string =>
  /^\d+$/.test(text) ? text.padStart(lengths[protocol] ?? 0, '0') : text

function placesOf(cells: readonly string[]): Map<Column, number> {
  const found = new Map<Column, number>()
  for (const [i, cell] of cells.entries())
    for (const [column, words] of Object.entries(columns) as [Column, readonly string[]][])
      if (words.includes(cell.trim().toLowerCase()) && !found.has(column)) found.set(column, i)
  return found
}
const needed = (places: Map<Column, number>): boolean =>
  (['protocol', 'number', 'device'] as const).every((column) => places.has(column))
