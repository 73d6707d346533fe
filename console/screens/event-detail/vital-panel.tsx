import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { EventVital, SuspectedCause } from '../../../contract/event-vital.ts'
import { Age } from '../../../ui/age.tsx'
import { get } from '../../../ui/api.ts'
import { bandOf } from '../../../ui/chart-scale.ts'
import { useNow } from '../../../ui/clock.ts'
import { NONE, number, shortTime } from '../../../ui/format.ts'
import { Panel } from '../../../ui/panel.tsx'
import { Spark } from '../../../ui/spark.tsx'
import { lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { say } from '../../messages.ts'
import { t } from '../objects/courses/words.ts'
import { normalText, valueText } from '../vitals/vital-words.ts'
import './vital-panel.css'
import { periodWords } from '../../../contract/period-words.ts'

const eventVitalQuery = (id: string) =>
  queryOptions({
    queryKey: ['vital', 'event', id],
    queryFn: ({ signal }) => get<EventVital>(`/events/${encodeURIComponent(id)}/vital`, undefined, signal),
    refetchInterval: 60_000,
  })

/** Of an event a vital opened or joined: the value of each with its periods and range, and what lay upstream. Nothing of any other event. */
export function VitalPanels({ id }: { id: string }): ReactNode {
  const found = useQuery(eventVitalQuery(id)).data
  return (
    <>
      <CaseVitals id={id} />
      {found?.causes && <Causes causes={found.causes} at={found.at} />}
    </>
  )
}

/** The vitals of a case by themselves: what opened it first, then what joined it or came with a merged one. */
export function CaseVitals({ id }: { id: string }): ReactNode {
  const found = useQuery(eventVitalQuery(id)).data
  if (!found) return null
  const { vital, joined } = found
  return (
    <>
      {vital && <VitalNow vital={vital} />}
      {joined.map((one) => (
        <VitalNow key={`${one.code} ${one.area.code}`} vital={one} joined />
      ))}
    </>
  )
}

function VitalNow({ vital, joined = false }: { vital: NonNullable<EventVital['vital']>; joined?: boolean }): ReactNode {
  const { code, name, unit, area, cell, series, normal, hold, opening, merged } = vital
  const values = series.map(({ value }) => value)
  const at = opening ? series.findIndex(({ period }) => period === opening.period) : -1
  return (
    <Panel
      title={t('vital.of', { name: say(name) })}
      note={
        <Link to="/vitals" search={{ vital: code }}>
          {cell?.newest ? <Age at={cell.newest} /> : t('vital.none')}
        </Link>
      }
    >
      <p className="ev-now">
        <b>{valueText(cell?.value ?? null, vital)}</b> <span>{say(unit)}</span>
        {cell?.stale ? (
          <Tag>{t('vital.stale')}</Tag>
        ) : (
          cell &&
          cell.standing !== 'unknown' && <Tag>{t(cell.standing === 'outside' ? 'vital.outside' : 'vital.normal-now')}</Tag>
        )}
        <span className="meta">{t('vital.now', { area: area.name, period: cell ? say(periodWords(cell.period)) : NONE })}</span>
      </p>
      <Spark
        values={values}
        width={560}
        height={88}
        label={t('vital.curve', { n: series.length })}
        band={bandOf(normal)}
        mark={opening && at >= 0 ? { at, value: opening.value } : undefined}
      />
      <p className="meta">
        {t('vital.band', { normal: normalText(normal) })}
        {hold !== null && ` · ${t('vital.hold', { n: number(hold) })}`}
        {joined && ` · ${merged === null ? t('vital.joined') : t('vital.merged', { no: merged })}`}
      </p>
      {opening && (
        <p className="meta">
          {t('vital.opening', {
            value: `${valueText(opening.value, vital)} ${say(unit)}`,
            period: say(periodWords(opening.period)),
          })}
          {opening.n !== null &&
            opening.due !== null &&
            ` · ${t('vital.opening-told', { n: number(opening.n), of: number(opening.due) })}`}
          {opening.version !== null && ` · ${t('vital.opening-version', { n: opening.version })}`}
        </p>
      )}
    </Panel>
  )
}

function Causes({ causes, at }: { causes: NonNullable<EventVital['causes']>; at: string }): ReactNode {
  const { hours, upstream, rows, quiet } = causes
  return (
    <Panel title={t('causes.title')} note={<Age at={at} />}>
      {upstream === 0 ? (
        <p>{t('causes.no-courses')}</p>
      ) : (
        <p className="meta">
          {t('causes.span', { hours: number(hours), n: number(upstream) })} · {t('causes.note')}
        </p>
      )}
      {upstream > 0 && rows.length === 0 && <p>{t('causes.none', { n: number(upstream) })}</p>}
      {rows.length > 0 && (
        <ol className="ev-causes">
          {rows.map((row) => (
            <Cause key={`${row.object} ${row.why} ${row.at} ${row.words.zh}`} row={row} />
          ))}
        </ol>
      )}
      {rows.length > 0 && quiet.length > 0 && (
        <p className="meta">{t('causes.quiet', { names: quiet.map(({ name }) => name).join(lang() === 'en' ? ', ' : '、') })}</p>
      )}
    </Panel>
  )
}

function Cause({ row }: { row: SuspectedCause }): ReactNode {
  const now = useNow()
  const { why, words, event, name, kindName, hops, minutes, until } = row
  const moment = (text: string) => shortTime(text, now, lang())
  return (
    <li>
      <span className="row wrap">
        <b>{name}</b> <span className="meta">{say(kindName)}</span> <Tag>{t(`causes.why.${why}`)}</Tag>
      </span>
      <span>
        {event ? (
          <Link to="/events/$id" params={{ id: event }}>
            {say(words)}
          </Link>
        ) : (
          say(words)
        )}
      </span>
      <span className="meta">
        {until === null
          ? t('causes.from', { from: moment(row.at) })
          : t('causes.from-to', { from: moment(row.at), to: moment(until) })}
        {' · '}
        {minutes === null
          ? t('causes.way', { hops: number(hops) })
          : t('causes.way-minutes', { hops: number(hops), minutes: number(minutes) })}
      </span>
    </li>
  )
}
