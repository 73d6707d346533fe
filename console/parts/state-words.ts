import { t as part } from '../../ui/t.ts'
import { tell } from '../messages.ts'

/** State of an event in words; a state this build does not know is written as it is. */
export const stateWords = (state: string): string =>
  known.has(state) ? part(`state.${state as 'open'}`) : (tell(state) ?? state)

const known = new Set(['open', 'handling', 'checking', 'suspended', 'parked', 'closed', 'merged', 'false-alarm', 'self-handled'])
