import type { ReactNode } from 'react'
import type { TargetIndicatorRow, TargetItemRow } from '../../../contract/target.ts'
import { type Expecting, expectedDigits } from '../../../contract/target-digits.ts'
import { type TargetLight, targetLights } from '../../../contract/target-kinds.ts'
import { NONE, number } from '../../../ui/format.ts'
import { g } from './g.ts'

/** 红 滞后: the letter and the word say it, colour never alone. */
export function Light({ light }: { light: TargetLight }): ReactNode {
  return (
    <span className="tg-light" data-light={light}>
      <i aria-hidden="true">{g(`mark.${light}`)}</i>
      {g(`light.${light}`)}
    </span>
  )
}

/** How many stand how, each a filter. */
export function Lights({
  rows,
  chosen,
  onChoose,
}: {
  rows: readonly { light: TargetLight }[]
  chosen?: TargetLight | undefined
  onChoose?: (light: TargetLight | undefined) => void
}): ReactNode {
  const counted = targetLights
    .map((light) => ({ light, n: rows.filter((row) => row.light === light).length }))
    .filter(({ n }) => n > 0)
  return (
    <span className="row wrap tg-lights">
      {counted.map(({ light, n }) =>
        onChoose ? (
          <button
            key={light}
            type="button"
            aria-pressed={light === chosen}
            onClick={() => onChoose(light === chosen ? undefined : light)}
          >
            <Light light={light} /> <b>{number(n)}</b>
          </button>
        ) : (
          <span key={light}>
            <Light light={light} /> <b>{number(n)}</b>
          </span>
        ),
      )}
    </span>
  )
}

/** Why an item has its light. */
export const whyWords = (row: TargetItemRow, say: (words: { zh: string; en: string }) => string): string => {
  const late = row.milestones.find(({ id }) => id === row.whyMilestone)
  return g(`why.${row.why}`, { name: late ? say(late.name) : '' })
}

/** 92.8%, or a dash. */
export const attainedText = ({ attainment }: Pick<TargetIndicatorRow, 'attainment'>): string =>
  attainment ? `${number(attainment.ratio * 100, 1)}%` : NONE

export const valueText = (value: number | null | undefined, decimals: number): string =>
  value === null || value === undefined ? NONE : number(value, Math.max(decimals, 2))

/** What should be there by now, in the digits the indicator is told with, or as many as give the percentage beside it. */
export const expectedText = (row: Expecting): string => (row.expected === null ? NONE : number(row.expected, expectedDigits(row)))

/** +6.2%, as it was told, or a dash. */
export const yearOnYearText = (percent: number | null | undefined): string =>
  percent === null || percent === undefined ? NONE : `${percent > 0 ? '+' : ''}${number(percent)}%`
