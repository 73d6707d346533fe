import { inScope, isWhole } from '../../city/permit/scope.ts'

/** Does somebody answer for the place of a request (area '': the city)? */
export const isTheirs = ({ area }: { area: string }, { scope }: { scope: readonly string[] }): boolean =>
  area === '' ? isWhole(scope) : inScope(scope, area)
