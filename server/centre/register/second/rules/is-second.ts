import { tiersUp } from '../../../../city/second-person/types.ts'

/** Of the unit whoever asked stood for, and of the unit of whoever answers: a second person stands at the same tier or above. */
export const isSecond = (asked: { tier: string }, by: { tier: string }): boolean =>
  tiersUp.indexOf(by.tier) >= tiersUp.indexOf(asked.tier)
