import type { Db, Tx } from '../../../../kernel/spine.ts'
import type { VitalRecord } from '../store-registry.ts'

/** The stretch of time (ms, `until` excluded) whose periods a version of a vital counts; `vital` has that version's definition. */
export type Span = { vital: VitalRecord; from: number; until: number }

type Row = { vital: number; since: number; version: number; definition: VitalRecord['definition'] | null }

/**
 * Which version counts which periods of some vitals, by vital, oldest first: a cell belongs to one version, however late its readings come. Spans that
 * ended before `oldest` (ms) are left out: nothing of theirs is kept any more.
 */
export async function spansOf(db: Db, vitals: readonly VitalRecord[], oldest: number): Promise<Map<number, Span[]>> {
  const rows = await db.query<Row>(
    `select s.vital, case when isfinite(s.since) then extract(epoch from s.since)::float8 * 1000 else 0 end as since, s.version, v.definition
     from vital_count_spans s left join vital_versions v on v.vital = s.vital and v.version = s.version
     where s.vital = any($1) order by s.vital, s.since`,
    [vitals.map(({ id }) => id)],
  )
  const byVital = Map.groupBy(rows, ({ vital }) => vital)
  return new Map(
    vitals.map((vital) => {
      const own = byVital.get(vital.id) ?? []
      const spans = own.map(({ since, version, definition }, n): Span => {
        const kept = version === vital.version ? vital.definition : (definition ?? vital.definition)
        return {
          vital: { ...vital, version, definition: kept },
          from: since,
          until: own[n + 1]?.since ?? Number.POSITIVE_INFINITY,
        }
      })
      return [vital.id, spans.filter(({ until }) => until > oldest)]
    }),
  )
}

/** A vital as the version defines it that counts the period beginning at a moment (ms); as it is now where none does. */
export async function countedBy(db: Db, vital: VitalRecord, period: number): Promise<VitalRecord> {
  const spans = (await spansOf(db, [vital], Number.NEGATIVE_INFINITY)).get(vital.id) ?? []
  return spans.find(({ from, until }) => from <= period && period < until)?.vital ?? vital
}

/** From a moment (ms) on the version of now counts; what another one was to count from then on, it does not. */
export async function beginSpan(tx: Tx, { id, version }: VitalRecord, since: number): Promise<void> {
  const at = since / 1000
  await tx.query('delete from vital_count_spans where vital = $1 and since >= to_timestamp($2)', [id, at])
  await tx.query('insert into vital_count_spans (vital, since, version) values ($1, to_timestamp($2), $3)', [id, at, version])
}
