import type { ChargeRole } from '../../../../contract/charge-role.ts'
import { outsideMark } from '../../../../contract/object-columns.ts'
import type { Details as Given, ReasonCode } from '../../../../contract/refusal-reasons.ts'
import type { ChargeNew } from '../../../../contract/register.ts'
import type { ChargeLine } from '../types.ts'
import type { Change, Fault } from './change-entry.ts'

type Language = 'zh' | 'en'
/** A name as it is shown of somebody outside. */
type Masked = (name: string) => string
export type Named = { kind: 'unit' | 'post'; id: string }
export type Beginning = { role: ChargeRole; holder: ChargeNew['holder'] }
/** What a row changes of who answers for its object. */
export type ChargeMoves = { begin: Beginning[]; end: ChargeLine[]; changes: Change[] }
export type ChargesRead = ({ ok: true } & ChargeMoves) | { ok: false; faults: Fault[] }

const most = 60
const dashes = new Set(['—', '-', '–', '－'])
const outside = /^(?:外部|outside)\s*[:：]\s*/i

/** The names in one cell. */
export const namesIn = (cell: string): string[] =>
  cell
    .split(/[；;\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '' && !dashes.has(name))

/** What a sheet calls somebody who answers: a unit, a post with its unit before it, a person of ours, or somebody outside, masked but for firms. */
export function calledOf(line: ChargeLine, language: Language, masked: Masked): string {
  if (line.outside_name !== null) return `${outsideMark[language]}${outsideCalled(line, masked)}`
  return line.post === null ? (line.name ?? '') : `${line.unit_name ?? ''}${line.name ?? ''}`
}
const outsideCalled = ({ outside_name: name, outside_firm: firm }: ChargeLine, masked: Masked): string =>
  firm ? name! : masked(name!)
export const calledAll = (lines: readonly ChargeLine[], language: Language, masked: Masked): string =>
  lines.map((line) => calledOf(line, language, masked)).join(language === 'zh' ? '；' : '; ')

/**
 * What the cells of one row wish of who answers for its object, role by role: an empty cell leaves them, a dash ends them all, else who is named
 * answers from now on and nobody else. A name as it was handed out, masked or not, is who is there already. `find`: a unit or post of one's areas
 * by its name; `absent`: none is called so, `several`: more than one is.
 */
export function readCharges(
  cells: ReadonlyMap<ChargeRole, string>,
  held: readonly ChargeLine[],
  { find, masked }: { find: (name: string) => Named | 'absent' | 'several'; masked: Masked },
): ChargesRead {
  const moves: ChargeMoves = { begin: [], end: [], changes: [] }
  const faults: Fault[] = []
  for (const [role, cell] of cells) {
    if (cell === '') continue
    const left = held.filter((line) => line.role === role)
    const before = calledAll(left, 'zh', masked)
    const begun: Beginning[] = []
    for (const name of new Set(namesIn(cell))) {
      const at = left.findIndex((line) => isCalled(line, name, masked))
      if (at >= 0) left.splice(at, 1)
      else {
        const holder = newHolder(name, find)
        if ('reason' in holder) faults.push({ field: `charges/${role}`, ...holder })
        else begun.push({ role, holder })
      }
    }
    if (begun.length + left.length === 0) continue
    moves.begin.push(...begun)
    moves.end.push(...left)
    const to = namesIn(cell).join('；')
    moves.changes.push({ field: `charges/${role}`, personal: false, from: before || null, to: to || null })
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, ...moves }
}

const isCalled = (line: ChargeLine, name: string, masked: Masked): boolean =>
  line.outside_name === null ? calledOf(line, 'zh', masked) === name : outsideCalled(line, masked) === name.replace(outside, '')

type Wrong = { reason: ReasonCode; given: Given }
function newHolder(name: string, find: (name: string) => Named | 'absent' | 'several'): ChargeNew['holder'] | Wrong {
  if (name.includes('*')) return { reason: 'value.masked', given: {} }
  if (outside.test(name)) {
    const firm = name.replace(outside, '').trim()
    if (firm === '') return { reason: 'value.missing', given: {} }
    if ([...firm].length > most) return { reason: 'most.string', given: { max: most } }
    if (/\p{Cc}/u.test(firm) || !firm.isWellFormed()) return { reason: 'value.unstorable', given: {} }
    return { kind: 'outside', name: firm, firm: true, phone: null }
  }
  const found = find(name)
  if (found === 'absent') return { reason: 'name.unknown', given: { name } }
  return found === 'several' ? { reason: 'name.several', given: { name } } : found
}
