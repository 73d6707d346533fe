import type { VitalDefinition } from '../../../contract/vital.ts'
import { type BoardId, townBoards } from '../../../contract/vital-boards.ts'
import { cityOffices } from './units.ts'

/** Who answers for a vital of the demo city that is connected: the department of its board and a post in it, unless the definition names somebody. */
export function owned<T extends VitalDefinition>(definition: T): T {
  const { board } = definition
  const of = Object.hasOwn(townBoards, board) ? townBoards[board as keyof typeof townBoards].of[0]! : (board as BoardId)
  const office = cityOffices[of]
  if (definition.owner !== undefined || office === undefined) return definition
  return { ...definition, owner: `unit-city-${office.slug}`, ownerPost: `post-city-${office.slug}-a` }
}

const asked = ['connected', 'trusted']
/** The same of a vital at its step of life: what is not connected has no owner yet. */
export const ownedWhere = <T extends { definition: VitalDefinition; state: string }>(one: T): T =>
  asked.includes(one.state) ? { ...one, definition: owned(one.definition) } : one
