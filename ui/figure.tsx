import type { ReactNode } from 'react'
import { Age } from './age.tsx'
import { NONE, number } from './format.ts'
import { t } from './t.ts'

/**
 * A number that is never alone: label, value with small unit, then numerator/denominator and age.
 * `value` null is "—" with the reason `none` (未接入、断线、未到报送期、样本不足), never 0. A string is shown as it is.
 */
export type FigureProps = {
  label: string
  value: number | string | null
  unit?: string
  /** numerator and denominator of a share, or of how many of all are in */
  of?: readonly [part: number | string, whole: number | string]
  at?: string | number | null
  oldAfterS?: number
  none?: string
  note?: string
  /** where the number leads; a figure that leads nowhere is removed from the wall */
  href?: string
  children?: ReactNode
}

export function Figure({ label, value, unit, of, at, oldAfterS, none, note, href, children }: FigureProps): ReactNode {
  const shown = value === null ? NONE : typeof value === 'number' ? number(value) : value
  const figure = (
    <>
      {shown}
      {unit && value !== null && <small>{unit}</small>}
    </>
  )
  const write = (n: number | string) => (typeof n === 'number' ? number(n) : n)
  const foot = [
    value === null ? (none ?? t('figure.none')) : null,
    of && value !== null ? `${write(of[0])}/${write(of[1])}` : null,
    note ?? null,
  ]
    .filter(Boolean)
    .join(' · ')
  const aged = at !== undefined && at !== null
  return (
    <div className="fig">
      <span className="k">{label}</span>
      <span className="n">{href ? <a href={href}>{figure}</a> : figure}</span>
      {(foot || aged) && (
        <span className="f">
          {foot}
          {foot && aged && ' · '}
          {aged && <Age at={at} {...(oldAfterS === undefined ? {} : { oldAfterS })} />}
        </span>
      )}
      {children}
    </div>
  )
}
