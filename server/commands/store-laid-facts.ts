import type pg from 'pg'
import type { Actor } from '../../contract/actor.ts'
import { cell, copyLines } from '../city/seed/copy-rows.ts'
import { type Partition, partitionOf } from '../kernel/partitions.ts'
import type { HistoryFact } from './scale-reports.ts'

const columns = 'id, recorded_at, occurred_at, kind, subject, area, unit, actor, body'

/** A fact as a line of a copy. */
export function factLine({ at, occurred = at, kind, subject, area, unit, actor, body }: HistoryFact, id: number): string {
  const [recorded, who, of] = [cell(at), cell(actorText(actor)), cell(JSON.stringify(body))]
  return `${id}\t${recorded}\t${cell(occurred)}\t${kind}\t${cell(subject)}\t${area}\t${cell(unit ?? null)}\t${who}\t${of}\n`
}

const texts = new WeakMap<Actor, string>()
function actorText(actor: Actor): string {
  const kept = texts.get(actor) ?? JSON.stringify(actor)
  texts.set(actor, kept)
  return kept
}

/** Where the facts of a month go: the table that becomes its partition, or all facts where it has one. */
type Place = { into: string; aside: Partition | null }
export type LaidFacts = {
  /** all of one month, written while they are made */
  copyMonth(month: Date, facts: Iterable<HistoryFact>): Promise<void>
  /** of any months */
  copy(facts: Iterable<HistoryFact>): Promise<void>
  /** the number after the last */
  next(): number
  /** puts the months where they belong; nobody sees them before */
  attach(): Promise<void>
}

/**
 * Facts of many months, numbered on from `first`, in the transaction of `client`. Each month is filled beside the others and attached
 * when all are there: its indexes are made once instead of row by row, and as the table is of this transaction its rows need no log and are
 * written as what everybody may see from the first, so that no later reader has to mark them.
 */
export function layFacts(client: pg.ClientBase, first: number): LaidFacts {
  const places = new Map<number, Place>()
  let id = first
  const write = async (at: Date, lines: Iterable<string>): Promise<void> => {
    const { into, aside } = places.get(monthOf(at)) ?? (await makePlace(client, at))
    places.set(monthOf(at), { into, aside })
    await copyLines(client, `${into} (${columns})`, lines, aside ? '(freeze)' : '')
  }
  return {
    copyMonth: (month, facts) =>
      write(
        month,
        numbered(facts, () => id++),
      ),
    copy: async (facts) => {
      for (const { at, lines } of byMonth(facts, () => id++)) await write(at, lines)
    },
    next: () => id,
    attach: async () => {
      for (const { aside } of places.values()) if (aside) await attach(client, aside)
    },
  }
}

const monthOf = (at: Date): number => at.getUTCFullYear() * 12 + at.getUTCMonth()

function* numbered(facts: Iterable<HistoryFact>, nextId: () => number): Generator<string> {
  for (const fact of facts) yield factLine(fact, nextId())
}

function byMonth(facts: Iterable<HistoryFact>, nextId: () => number): Iterable<{ at: Date; lines: string[] }> {
  const months = new Map<number, { at: Date; lines: string[] }>()
  for (const fact of facts) {
    const month = monthOf(fact.at)
    const of = months.get(month) ?? { at: fact.at, lines: [] }
    if (of.lines.length === 0) months.set(month, of)
    of.lines.push(factLine(fact, nextId()))
  }
  return months.values()
}

/** What was told in that month already, where it has no partition yet, comes along. */
async function makePlace(client: pg.ClientBase, at: Date): Promise<Place> {
  const partition = partitionOf('facts', at)
  const { name, from, to } = partition
  const { rows } = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [name])
  if (rows[0]!.there) return { into: 'facts', aside: null }
  await client.query(`create table ${name} (like facts including defaults including constraints including storage)`)
  await client.query(
    `with moved as (delete from facts_default where recorded_at >= $1 and recorded_at < $2 returning *) insert into ${name} select * from moved`,
    [from, to],
  )
  return { into: name, aside: partition }
}

const attach = (client: pg.ClientBase, { name, from, to }: Partition): Promise<unknown> =>
  client.query(`alter table facts attach partition ${name} for values from ('${from.toISOString()}') to ('${to.toISOString()}')`)
