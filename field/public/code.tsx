import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { PublicObject } from '../../contract/public-object.ts'
import { ApiError, get } from '../../ui/api.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.ts'
import { ago, clockTime, dateTime, duration } from '../../ui/format.ts'
import { riskWord } from '../../ui/risk-badge.tsx'
import { RiskShape } from '../../ui/risk-shape.tsx'
import { Screen } from '../../ui/screen.tsx'
import { lang } from '../../ui/t.ts'
import { p } from './messages.ts'
import { hrefOf } from './route.ts'
import { Page } from './shell.tsx'

export type Shown = NonNullable<PublicObject['object']>

const say = (words: { zh: string; en: string }): string => (lang() === 'en' ? words.en : words.zh)

export const codeQuery = (code: string) => ({
  queryKey: ['public-code', code],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<PublicObject>(`/public/codes/${encodeURIComponent(code)}`, undefined, signal),
})

/** What a passer-by may know of the object behind a plate: its colour and why, what to do, who is responsible; and the way to report. */
export function Code({ code }: { code: string }): ReactNode {
  const query = useQuery({ ...codeQuery(code), refetchInterval: 60_000 })
  const data = query.data
  const unknown = query.error instanceof ApiError && query.error.status === 404
  const hazards = data?.object?.risk != null
  const foot = (data || unknown) && (
    <div className="col grow foot-col">
      {data?.staff && (
        <ButtonLink href={`/field/#/object/${encodeURIComponent(data.staff.object)}`}>{p('code.staff')}</ButtonLink>
      )}
      <ButtonLink kind="primary" icon="photo" href={data?.object ? hrefOf({ at: 'send' }) : '/public#/send'}>
        {p(hazards ? 'code.report' : 'code.report-other')}
      </ButtonLink>
    </div>
  )
  return (
    <Page title={data ? say(data.title) : p('code.title')} foot={foot}>
      {unknown ? (
        <section className="card" role="alert">
          <h2>{p('code.unknown')}</h2>
        </section>
      ) : (
        <Screen query={query} title={p('code.title')}>
          {(found) => (found.object ? <Whole object={found.object} at={found.at} /> : <Gone state={found.state} />)}
        </Screen>
      )}
    </Page>
  )
}

function Gone({ state }: { state: PublicObject['state'] }): ReactNode {
  const why = state === 'renewed' ? 'renewed' : 'ended'
  return (
    <section className="card" role="status">
      <h2>{p(`code.${why}`)}</h2>
      <p className="t2">{p(`code.${why}-note`)}</p>
    </section>
  )
}

function Whole({ object, at }: { object: Shown; at: string }): ReactNode {
  return (
    <div className="code-page">
      <section className="card code-head">
        <p className="t2">{object.areaName}</p>
        <h2>{object.name}</h2>
        {object.address && <p className="t2">{object.address}</p>}
        <p className="t2">{p('code.number', { number: object.number })}</p>
        {object.risk && <Colour risk={object.risk} />}
      </section>
      {object.risk?.advice && (
        <section className="card">
          <h3>{p('code.what')}</h3>
          <p>{say(object.risk.advice)}</p>
        </section>
      )}
      {object.risk && object.risk.why.length > 0 && <Why risk={object.risk} />}
      {object.holders.length > 0 && <Holders holders={object.holders} />}
      {object.details.length > 0 && <Details details={object.details} />}
      <p className="meta row">
        <span className="grow">{p('code.at', { time: clockTime(at) })}</span>
        <a href="/public">{p('code.home')}</a>
      </p>
    </div>
  )
}

type Risk = NonNullable<Shown['risk']>

/** Seconds are no news to a passer-by: within a minute it was just now. */
const ageOf = (at: string, now: number): string =>
  now - Date.parse(at) < 60_000 ? p('code.just-now') : ago(at, now, lang(), true)

function Colour({ risk }: { risk: Risk }): ReactNode {
  const now = useNow()
  const known = p('code.known', { n: risk.of - risk.unknown, of: risk.of })
  return (
    <div className="code-colour">
      <RiskShape risk={risk.level} size={64} label="" />
      <div>
        <b>{riskWord(risk.level)}</b>
        <p className="t2">{p('code.since', { date: dateTime(risk.since, now, lang()) })}</p>
        {risk.restored && <p className="t2">{p('code.restored', { words: say(risk.restored.words) })}</p>}
        <p className="t2">{p('code.rated', { age: ageOf(risk.ratedAt, now) })}</p>
        <p className="t2">{known}</p>
      </div>
    </div>
  )
}

function Why({ risk }: { risk: Risk }): ReactNode {
  const now = useNow()
  const { worsens } = risk
  return (
    <section className="card">
      <h3>{p('code.why')}</h3>
      <ul className="code-why">
        {risk.why.map(({ name, says, restore, since }) => (
          <li key={name.zh}>
            <p className="row base">
              <b className="b grow">{say(name)}</b>
              <span className="t2">
                {since ? p('code.holds', { length: duration(now - Date.parse(since), lang()) }) : says.map(say).join(' · ')}
              </span>
            </p>
            <p className="t2">{p('code.restore', { words: say(restore) })}</p>
          </li>
        ))}
      </ul>
      {worsens && (
        <p className="code-worse">
          {p('code.worsens', { when: dateTime(worsens.at, now, lang()), level: riskWord(worsens.level) })}
        </p>
      )}
    </section>
  )
}

function Holders({ holders }: { holders: Shown['holders'] }): ReactNode {
  return (
    <section className="card">
      <h3>{p('code.holders')}</h3>
      <dl className="code-kv">
        {holders.map(({ role, name, unit }) => (
          <div key={`${role}${name}${unit}`}>
            <dt>{p(`code.role.${role}`)}</dt>
            <dd>{[unit, name].filter(Boolean).join(' ')}</dd>
          </div>
        ))}
      </dl>
      <p className="meta">{p('code.holders-note')}</p>
    </section>
  )
}

function Details({ details }: { details: Shown['details'] }): ReactNode {
  return (
    <section className="card">
      <h3>{p('code.details')}</h3>
      <dl className="code-kv">
        {details.map(({ name, value }) => (
          <div key={name.zh}>
            <dt>{say(name)}</dt>
            <dd>{say(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
