import type { ReactNode } from 'react'
import type { Severity } from '../contract/scales.ts'
import { t } from './t.ts'

/** A warning published to people: square flag with the character of its colour, and its words. Never a level shape. */
export function WarningFlag({ colour, words }: { colour: Severity; words: string }): ReactNode {
  return (
    <span className={`warn ${colour}`}>
      <b aria-hidden="true">{t(`colour.${colour}`)}</b>
      <span>{words}</span>
    </span>
  )
}
