import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { BacktestExample, BacktestResult, BacktestSide } from '../../../contract/backtest.ts'
import { severities } from '../../../contract/scales.ts'
import { When } from '../../../ui/age.tsx'
import { duration, number } from '../../../ui/format.ts'
import { lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { t } from '../../messages.ts'
import { both } from '../both.ts'
import { usePackWords } from '../use-pack-words.ts'

/** What both would have done on the same readings, and where they differ, with single cases to open. Without readings nothing is said of either. */
export function RulesTrial({ result }: { result: BacktestResult }): ReactNode {
  const { live, tried } = result
  if (result.readings === 0)
    return (
      <p className="meta" role="status">
        {t('rules.trial.no-readings')}
      </p>
    )
  const quiet = live.alarms + tried.alarms === 0
  return (
    <>
      <p className="meta" role="status">
        {t('rules.trial.on', {
          ...{ readings: number(result.readings), objects: number(result.objects), days: Math.round(result.days * 10) / 10 },
        })}
      </p>
      {quiet ? <p>{t('rules.trial.quiet')}</p> : <Sides result={result} />}
      {result.examples.length > 0 && <Examples examples={result.examples} />}
      {tried.posts.length > 0 && (
        <p className="t2">
          {t('rules.trial.posts')}
          {tried.posts.map((post) => `${post.unitName} ${post.name} ${post.calls}`).join(' · ')}
        </p>
      )}
    </>
  )
}

function Sides({ result: { live, tried, difference } }: { result: BacktestResult }): ReactNode {
  return (
    <>
      <div className="sideways">
        <table className="tb trial-sides">
          <thead>
            <tr>
              <th scope="col">{t('rules.trial.what')}</th>
              <th scope="col" className="num">
                {t('rules.trial.live')}
              </th>
              <th scope="col" className="num">
                {t('rules.trial.tried')}
              </th>
              <th scope="col" className="num">
                {t('rules.trial.more')}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines(live, tried).map(({ id, label, of }) => (
              <tr key={id}>
                <th scope="row">{label}</th>
                <td className="num">{of(live)}</td>
                <td className="num">{of(tried)}</td>
                <td className="num b">{change(of(live), of(tried))}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{t('rules.trial.false')}</th>
              {[live, tried].map((side, i) => (
                <td key={i === 0 ? 'live' : 'tried'} className="num">
                  {both(side.events.falseAlarm, side.events.falseAlarm + side.events.real)}
                </td>
              ))}
              <td className="num" />
            </tr>
          </tbody>
        </table>
      </div>
      <h3>{t('rules.trial.differs')}</h3>
      <p>
        {t('rules.trial.difference', {
          ...{ same: number(difference.same), fresh: number(difference.new), gone: number(difference.gone) },
          ...{ graver: number(difference.graver), milder: number(difference.milder) },
        })}
      </p>
    </>
  )
}

type Line = { id: string; label: string; of: (side: BacktestSide) => number }

/** Figures of both sides; levels and rules that neither raised are left out. */
function lines(live: BacktestSide, tried: BacktestSide): Line[] {
  const all: Line[] = [
    { id: 'alarms', label: t('rules.trial.alarms'), of: ({ alarms }) => alarms },
    ...severities.map((severity) => ({
      ...{ id: severity, label: t('rules.trial.of-level', { level: t(`rules.severity.${severity}`) }) },
      of: ({ bySeverity }: BacktestSide) => bySeverity[severity] ?? 0,
    })),
    { id: 'again', label: t('rules.trial.again'), of: ({ again }) => again },
    { id: 'auto', label: t('rules.trial.auto'), of: ({ events }) => events.auto },
    { id: 'triage', label: t('rules.trial.triage'), of: ({ events }) => events.triage },
    { id: 'calls', label: t('rules.trial.calls'), of: ({ calls }) => calls },
    { id: 'people', label: t('rules.trial.people'), of: ({ people }) => people },
    { id: 'minutes', label: t('rules.trial.minutes'), of: ({ minutes }) => minutes },
  ]
  const isLevel = (id: string) => severities.some((severity) => severity === id)
  return all.filter(({ id, of }) => !isLevel(id) || of(live) + of(tried) > 0)
}

const change = (before: number, after: number): string => {
  const by = Math.round((after - before) * 10) / 10
  return by === 0 ? '0' : by > 0 ? `+${number(by)}` : `−${number(-by)}`
}

function Examples({ examples }: { examples: readonly BacktestExample[] }): ReactNode {
  const word = usePackWords()
  const level = (severity: BacktestExample['live']) => (severity ? t(`rules.severity.${severity}`) : t('rules.trial.no-alarm'))
  const lasted = ({ since, cleared }: BacktestExample) =>
    cleared ? duration(Date.parse(cleared) - Date.parse(since), lang(), 60_000) : t('rules.trial.still')
  return (
    <div className="sideways">
      <table className="tb">
        <thead>
          <tr>
            <th scope="col">{t('rules.trial.what')}</th>
            <th scope="col">{t('rules.trial.object')}</th>
            <th scope="col">{t('rules.week.rule')}</th>
            <th scope="col">{t('rules.trial.since')}</th>
            <th scope="col">{t('rules.trial.lasted')}</th>
            <th scope="col">{t('rules.trial.live-to-tried')}</th>
          </tr>
        </thead>
        <tbody>
          {examples.map((one) => (
            <tr key={`${one.object} ${one.family} ${one.since} ${one.what}`}>
              <td>
                <Tag>{t(`rules.trial.kind.${one.what}`)}</Tag>
              </td>
              <td>
                <Link to="/objects" search={{ id: one.object }}>
                  {one.label}
                </Link>
              </td>
              <td>{word('rules', one.rule)}</td>
              <td>
                <When at={one.since} />
              </td>
              <td>{lasted(one)}</td>
              <td>
                {level(one.live)} → {level(one.tried)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
