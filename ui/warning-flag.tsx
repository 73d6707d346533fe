import type { ReactNode } from 'react'
import type { WarningColour } from '../contract/scales.ts'
import { t } from './t.ts'

/** A warning published to people: square flag with the character of its colour, and its words. Never a level shape. */
export function WarningFlag({ colour, words }: { colour: WarningColour; words: string }): ReactNode {
  return (
    <span className={`warn ${colour}`}>
      <b aria-hidden="true">{t(`colour.${colour}`)}</b>
      <span>{words}</span>
    </span>
  )
}
