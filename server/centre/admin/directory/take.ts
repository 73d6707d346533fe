import type { DirectoryIn, DirectoryKind } from '../../../../contract/directory.ts'
import { directoryKinds } from '../../../../contract/directory-kinds.ts'
import { orRefuse } from '../../../kernel/result.ts'
import { mayShrink, missingIn, onlyOnce, parentsFirst } from './rules/read-list.ts'
import { changeHolders } from './take-holders.ts'
import { endGonePerson, takePerson } from './take-people.ts'
import { endGonePost, endGoneUnit, takePost, takeUnit } from './take-units.ts'
import { endEach, type Steps, type Taking, takeEach } from './taking.ts'
import type { Entry } from './types.ts'

type Gone = Record<DirectoryKind, Entry[]>

/** What stands and is gone: not in the full list any more, or named as gone. */
function goneOf({ entries }: Taking, given: DirectoryIn): Gone {
  const ended = (kind: DirectoryKind, rows: readonly { number: string }[], named: readonly string[]): Entry[] => {
    if (given.mode === 'full') return missingIn(entries[kind].values(), new Set(rows.map(({ number }) => number)))
    return [...new Set(named)].flatMap((number) => entries[kind].get(number) ?? []).filter(({ gone }) => !gone)
  }
  const named = given.mode === 'changes' ? given.gone : { units: [], posts: [], persons: [], appointments: [] }
  return {
    unit: ended('unit', given.units, named.units),
    post: ended('post', given.posts, named.posts),
    person: ended('person', given.persons, named.persons),
    appointment: ended('appointment', given.appointments, named.appointments),
  }
}

/** Throws `directory.shrinks` for a full list that looks like half an export. */
export function refuseShrinking(taking: Taking, given: DirectoryIn): void {
  if (given.mode !== 'full') return
  const gone = goneOf(taking, given)
  for (const kind of directoryKinds) {
    const of = [...taking.entries[kind].values()].filter((entry) => !entry.gone).length
    orRefuse(mayShrink({ gone: gone[kind].length, of, mayEnd: given.mayEnd }))
  }
}

/**
 * All there is to do for a delivery: what is new is made, what changed is changed, what is gone ends, and nothing is deleted. First the tree
 * from the top, then who leaves and comes to a post; what is gone ends last, when all that stays has left it. Rows that cannot be taken are
 * told with their reason and hold up no other.
 */
export async function* stepsOf(taking: Taking, given: DirectoryIn): Steps {
  const gone = goneOf(taking, given)
  const known = (number: string): boolean => taking.entries.unit.get(number)?.gone === false
  const once = {
    unit: onlyOnce('unit', given.units),
    post: onlyOnce('post', given.posts),
    person: onlyOnce('person', given.persons),
    appointment: onlyOnce('appointment', given.appointments),
  }
  for (const kind of directoryKinds) taking.refused.push(...once[kind].refused)
  const { rows: units, refused } = parentsFirst(once.unit.rows, known)
  taking.refused.push(...refused)
  yield* takeEach(taking, 'unit', units, (row, stands) => takeUnit(taking, row, stands))
  yield* takeEach(taking, 'post', once.post.rows, (row, stands) => takePost(taking, row, stands))
  yield* takeEach(taking, 'person', once.person.rows, (row, _, before) => takePerson(taking, row, before))
  yield* changeHolders(taking, once.appointment.rows, gone.appointment)
  yield* endEach(taking, gone.post, (entry) => endGonePost(taking, entry))
  yield* endEach(taking, gone.person, (entry) => endGonePerson(taking, entry))
  yield* endUnits(taking, gone.unit)
}

/** Those below first: as long as some of them end, those above are tried again. */
async function* endUnits(taking: Taking, gone: readonly Entry[]): Steps {
  const refusedBefore = taking.refused.length
  let rest = gone
  for (;;) {
    taking.refused.length = refusedBefore
    yield* endEach(taking, rest, (entry) => endGoneUnit(taking, entry))
    const still = rest.filter(({ number }) => !taking.entries.unit.get(number)?.gone)
    if (still.length === 0 || still.length === rest.length) return
    rest = still
  }
}
