import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { placeWords } from '../../../contract/case-place.ts'
import type { ObjectDetail } from '../../../contract/map.ts'
import { Age } from '../../../ui/age.tsx'
import { CaseTitle, DrillStrip } from '../../../ui/case-title.tsx'
import { Deadline } from '../../../ui/deadline.tsx'
import { clockTime, NONE, number } from '../../../ui/format.ts'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { riskWord } from '../../../ui/risk-badge.tsx'
import { GradeShape, RiskShape } from '../../../ui/risk-shape.tsx'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { lang, t as part } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { say, t } from '../../messages.ts'
import { cadenceWords } from '../../parts/cadence.ts'
import { SeriesPanel } from '../../parts/series-panel.tsx'
import { progressWords, stateWords } from '../../parts/state-words.ts'
import { eventQuery, mutedAlarmsQuery, objectQuery } from '../../queries.ts'
import { Reasons } from '../quiet/muted-alarms.tsx'
import { RiskWhy } from '../risk/risk-why.tsx'
import { levelOfObject, riskOfLevel } from './geo.ts'
import { w } from './layer-words.ts'
import { TrackSwitch, type Tracks } from './track-switch.tsx'

const severities = ['red', 'orange', 'yellow', 'blue']

function Devices({ o }: { o: ObjectDetail }): ReactNode {
  return o.devices.map((d) => (
    <section key={d.id}>
      <h3>
        {d.name} <Age at={d.lastAt} oldAfterS={d.intervalS * 3} />
      </h3>
      <dl className="kv">
        {d.values.map((v) => (
          <div className="kv-row" key={v.reading}>
            <dt>{say(v.name)}</dt>
            <dd>
              <b className="b">{number(v.value, 1)}</b> {v.unit}
              <span className="t2">
                {' '}
                {t('map.normal', { low: number(v.normal[0]), high: number(v.normal[1]) })}
                {v.value < v.normal[0] || v.value > v.normal[1] ? ` · ${t('map.beyond')}` : ''}
              </span>
            </dd>
          </div>
        ))}
        <div className="kv-row">
          <dt>{t('cadence.name')}</dt>
          <dd>{cadenceWords(d)}</dd>
        </div>
      </dl>
      {d.values.length === 0 && <p className="meta">{t('series.none')}</p>}
      {d.silent && <Tag kind="ink">{t('map.silent')}</Tag>}{' '}
      <Link className="meta" to="/why" search={{ device: d.id }}>
        {t('why-page.open')}
      </Link>
    </section>
  ))
}

/** Since when a vehicle is known to be where it is drawn. */
function Placed({ of: { placed, tracked } }: { of: ObjectDetail }): ReactNode {
  if (!tracked) return null
  if (!placed) return <p className="meta">{w('placed.never')}</p>
  return (
    <p className="meta">
      {w(placed.stale ? 'placed.stale' : 'placed.now')} <Age at={placed.placedAt} />
    </p>
  )
}

function ObjectPane({ id, ...tracks }: { id: string } & Tracks): ReactNode {
  const query = useQuery(objectQuery(id))
  const o = query.data
  if (!o || o.id !== id) return query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />
  const device = o.devices[0]
  const worst = o.alarms.map((a) => a.severity).toSorted((a, b) => severities.indexOf(a) - severities.indexOf(b))[0] ?? null
  const risk = riskOfLevel[levelOfObject({ risk: o.risk, severity: worst })]
  return (
    <>
      <section>
        <div className="row top">
          <RiskShape risk={risk} size={24} label="" />
          <div>
            <h2>{o.name}</h2>
            <p className="meta">
              {say(o.kindName)} · {o.areaName}
            </p>
            <p>
              <b className="b">{riskWord(risk)}</b>{' '}
              <span className="meta">{risk === o.risk ? o.address : t('map.assessed', { risk: riskWord(o.risk) })}</span>
            </p>
            <Placed of={o} />
          </div>
        </div>
      </section>
      <TrackSwitch object={id} {...tracks} />
      {o.alarms.map((a) => (
        <section key={a.id}>
          <Tag kind="ink">{t('map.alarm', { severity: part(`severity.${a.severity}`) })}</Tag>{' '}
          <span className="meta">{t('map.alarm-since', { time: clockTime(a.since, true) })}</span>
        </section>
      ))}
      {o.alarms.length > 0 && <QuietHere object={o.id} />}
      {device && (
        <div className="side-chart">
          <SeriesPanel device={device.id} height={150} />
        </div>
      )}
      <RiskWhy key={id} id={id} />
      <Devices o={o} />
      <section>
        <h3>{t('map.open-events', { n: o.events.length })}</h3>
        {o.events.map((e) => (
          <p className="row" key={e.id}>
            <GradeShape grade={e.grade} size={18} label={gradeWords(e.grade)} />
            <Link to="/events/$id" params={{ id: e.id }} className="el">
              <CaseTitle title={e.title} />
            </Link>
            <span className="meta nw">{stateWords(e.state)}</span>
          </p>
        ))}
        {o.events.length === 0 && <p className="meta">{t('map.no-events')}</p>}
      </section>
      <section>
        <h3>{t('map.who')}</h3>
        <dl className="kv">
          {(
            [
              ['owner', o.owner],
              ['duty', o.dutyUnit],
              ['maintainer', o.maintainerUnit],
              ['code', o.code],
            ] as const
          ).map(([key, value]) => (
            <div className="kv-row" key={key}>
              <dt>{t(`map.who.${key}`)}</dt>
              <dd>{value ?? NONE}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  )
}

/** Which of the object's alarms call nobody, and why. */
function QuietHere({ object }: { object: string }): ReactNode {
  const rows = useQuery(mutedAlarmsQuery({ object })).data?.rows ?? []
  return rows.map((row) => (
    <section key={row.id}>
      <Tag>{t('quiet.kind-muted', { severity: part(`severity.${row.severity}`) })}</Tag> <Reasons of={row} />
    </section>
  ))
}

function EventPane({ id, ...tracks }: { id: string } & Tracks): ReactNode {
  const query = useQuery(eventQuery(id))
  const e = query.data
  if (!e || e.id !== id) return query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />
  return (
    <>
      <DrillStrip title={e.title} />
      <section>
        <div className="row top">
          <GradeShape grade={e.grade} size={24} label="" />
          <div>
            <h2>
              <CaseTitle title={e.title} />
            </h2>
            <p className="meta facts">
              <b className="b ink">{gradeWords(e.grade)}</b>
              <b className="b ink">{progressWords(e)}</b>
            </p>
            <p className="meta">{[placeWords(e, lang()), e.address].filter(Boolean).join(' ')}</p>
          </div>
        </div>
      </section>
      <section>
        <p className="row">
          <span className="t2">{part('order.lead')}</span>
          <b className="b">{[e.leadName, e.holder].filter(Boolean).join(' · ') || t('event.no-lead')}</b>
        </p>
        {e.clock && <Deadline clock={e.clock} />}
      </section>
      {e.objectView && <TrackSwitch object={e.objectView.id} {...tracks} />}
      <section>
        <Link className="btn pri" to="/events/$id" params={{ id: e.id }}>
          {t('triage.open-event')}
        </Link>
      </section>
    </>
  )
}

/** What is known of the one chosen: an object with its readings, alarms, open events and who answers for it; or an event in small. */
export function MapPane({ id, show, ...tracks }: { id: string; show: 'objects' | 'events' } & Tracks): ReactNode {
  return show === 'objects' ? <ObjectPane id={id} {...tracks} /> : <EventPane id={id} {...tracks} />
}
