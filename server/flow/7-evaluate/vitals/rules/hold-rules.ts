import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { relationSigns } from '../../../../../contract/vital-rule.ts'
import type { Words } from '../../../../../contract/words.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import type { Mark } from '../types.ts'

export type Rule = NonNullable<VitalDefinition['rules']>[number]
export type RuleMark = Extract<Mark, { check: 'rule' }>
/** A rule and the vital it stands in. */
export type RuleOf = { code: string; rule: Rule }
/** A value that would be taken. `at`: its place among those that came together; `worth` null: withdrawn. */
export type Candidate = { at: number; code: string; area: string; period: number; worth: number | null; reason: boolean }
/** What is known of a vital in an area and period besides, in its unit; null: nothing, which is not zero. */
export type Known = (code: string, area: string, period: number) => number | null
/** What is known besides, and what things are called. */
type Ground = { known: Known; nameOf: NameOf }
export type Held = { refused: Map<number, Refusal>; marks: Map<number, RuleMark[]> }

/** Does the value keep to the rule? Sums of decimals are compared with what a binary number can hold. */
export function keepsTo({ is, tolerance }: Pick<Rule, 'is' | 'tolerance'>, left: number, right: readonly number[]): boolean {
  const apart = left - right.reduce((sum, value) => sum + value, 0)
  const slack = tolerance + 1e-9 * Math.max(1, Math.abs(left))
  if (is === 'at-most') return apart <= slack
  if (is === 'at-least') return apart >= -slack
  return Math.abs(apart) <= slack
}

/** The name of a vital by its code. */
export type NameOf = (code: string) => Words
type Numbers = Pick<RuleMark, 'is' | 'tolerance' | 'left' | 'right'>

/** 售水量 60 ≤ 制水量 50 ±0.5: a rule with its numbers, its vitals by their names. */
export function ruleText({ is, tolerance, left, right }: Numbers, nameOf: (code: string) => string): string {
  const term = ({ code, value }: { code: string; value: number }): string => `${nameOf(code)} ${round(value)}`
  return [term(left), relationSigns[is], right.map(term).join(' + '), ...(tolerance > 0 ? [`±${tolerance}`] : [])].join(' ')
}

/** What the words of a refusal or a mark are filled with. */
export const ruleDetails = (mark: Numbers, nameOf: NameOf): { rule: string; ruleEn: string } => ({
  rule: ruleText(mark, (code) => nameOf(code).zh),
  ruleEn: ruleText(mark, (code) => nameOf(code).en),
})
const round = (value: number): number => Number(value.toPrecision(9))

/**
 * Holds values that came together, and what is known besides, against the rules between vitals: what came counts before what was known, of one
 * cell the last. What a refused value would have said counts no more, so the rest is looked at again until nothing more falls. One reason,
 * whichever of them has it, is the reason of all that a rule asks about.
 */
export function holdRules(candidates: readonly Candidate[], rules: readonly RuleOf[], { known, nameOf }: Ground): Held {
  const refused = new Map<number, Refusal>()
  for (;;) {
    const cells = Map.groupBy(newest(candidates, refused).values(), ({ area, period }) => `${area}|${period}`)
    const found = [...cells.values()].flatMap((cell) => rules.flatMap((one) => broken(cell, one, { known, nameOf }) ?? []))
    const fallen = found.flatMap(({ rows, mark, refusal }) => (refusal ? rows.map((at) => ({ at, refusal, mark })) : []))
    if (fallen.length === 0) return { refused, marks: marksOf(found) }
    for (const { at, refusal } of fallen) if (!refused.has(at)) refused.set(at, refusal)
  }
}

function newest(candidates: readonly Candidate[], refused: ReadonlyMap<number, Refusal>): Map<string, Candidate> {
  const alive = candidates.filter(({ at }) => !refused.has(at))
  return new Map(alive.map((one) => [`${one.code}|${one.area}|${one.period}`, one]))
}

type Broken = { rows: number[]; mark: RuleMark; refusal: Refusal | null }

/** A rule over one area and period that does not hold; null: it does, or not all of its values are known. */
function broken(cell: readonly Candidate[], { code, rule }: RuleOf, { known, nameOf }: Ground): Broken | null {
  const { area, period } = cell[0]!
  const codes = [code, ...rule.of]
  const rows = cell.filter((one) => codes.includes(one.code))
  if (rows.length === 0) return null
  const values = codes.map((one) => {
    const told = rows.find((row) => row.code === one)
    return told ? told.worth : known(one, area, period)
  })
  if (!values.every((value) => value !== null)) return null
  const [left, ...right] = values
  if (keepsTo(rule, left!, right)) return null
  const terms = { left: { code, value: left! }, right: rule.of.map((one, i) => ({ code: one, value: right[i]! })) }
  const answer = rule.answer === 'warn' ? 'warn' : 'ask'
  const mark: RuleMark = { check: 'rule', answer, is: rule.is, tolerance: rule.tolerance, ...terms }
  return { rows: rows.map(({ at }) => at), mark, refusal: refusalOf(rule, rows, ruleDetails(mark, nameOf)) }
}

function refusalOf({ answer }: Rule, rows: readonly Candidate[], details: Refusal['details'] & object): Refusal | null {
  if (answer === 'block') return { code: 'vital.rule-broken', details }
  if (answer === 'warn' || rows.some(({ reason }) => reason)) return null
  return { code: 'vital.rule-ask', details }
}

function marksOf(found: readonly Broken[]): Map<number, RuleMark[]> {
  const marks = new Map<number, RuleMark[]>()
  for (const { rows, mark } of found) for (const at of rows) marks.set(at, [...(marks.get(at) ?? []), mark])
  return marks
}
