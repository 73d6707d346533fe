import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { boardWords } from '../../contract/check-up-kinds.ts'
import { isOwnCode } from '../../contract/own-place.ts'
import { periodWords } from '../../contract/period-words.ts'
import { shownDecimals } from '../../contract/vital-digits.ts'
import type { WallVital } from '../../contract/wall-vitals.ts'
import { bandOf } from '../../ui/chart-scale.ts'
import { useNow } from '../../ui/clock.ts'
import { ago, clockTime, dateTime, NONE, number } from '../../ui/format.ts'
import { connection, isDown } from '../../ui/live.ts'
import { Spark } from '../../ui/spark.tsx'
import { comma, lang } from '../../ui/t.ts'
import { vitalQuery } from '../data.ts'
import { briefName } from '../map/marker.tsx'
import { bothText, fixedText, isKnown, isOff, rangeText, say, standingWords, toldText } from '../overview/vital-text.ts'
import { useFitting } from '../panel/fitting.ts'
import { Panel, PanelHead, PartUnread } from '../panel/panel.tsx'
import { Whole } from '../panel/whole.tsx'
import { hrefOf } from '../route.ts'
import { t } from '../t.ts'
import { useWide } from '../use-wide.ts'
import { LockedPeriod } from './locked-period.tsx'
import { Operands } from './operands.tsx'
import { hasCurve, VitalPeriods } from './vital-periods.tsx'
import './vital.css'

type Made = NonNullable<WallVital['made']>
type Part = Made['parts'][number]
/** `normal`: the range in force for the tier of the area looked at; that of its parts may be another. */
const shownOf = ({ vital: { definition, state, normal } }: WallVital, cell: Part['cell'] | null) => ({
  ...{ unit: definition.unit, decimals: definition.decimals, normal, state, cell },
})

function Head({ view }: { view: WallVital }): ReactNode {
  const now = useNow()
  const { definition, area, trackName } = view.vital
  return (
    <header>
      <h1>{t('vital.page', { area: area.name, name: say(definition.name) })}</h1>
      <span className="t2">
        {say(boardWords(definition.board))} / {say(trackName)}
      </span>
      {isDown(connection.use()) && <span className="tag ink">{t('link.off')}</span>}
      <span className="grow" />
      <span className="t2">{t('data.at', { time: clockTime(view.at, true) })}</span>
      <time>{dateTime(now, now, lang())}</time>
    </header>
  )
}

type FigureOf = { view: WallVital; figure: NonNullable<WallVital['figure']> }

/** The number, how it stands, its periods (where they have no panel of their own), and where it comes from. */
function Figure({ view, figure: { cell, series, areaChanges, locked }, small }: FigureOf & { small: boolean }): ReactNode {
  const now = useNow()
  const { definition } = view.vital
  const shown = { ...shownOf(view, cell), here: view.vital.here, reckoned: definition.formula !== undefined }
  const values = series.map(({ value }) => value)
  const { words, off } = standingWords(shown)
  return (
    <section className="wp vp-one">
      <PanelHead title={say(definition.name)} note={say(definition.source)} />
      <div className="vp-big">
        <b>
          {fixedText(shown)}
          {isKnown(shown) && <small>{say(definition.unit)}</small>}
        </b>
        {small && <Spark values={values} width={760} height={110} band={bandOf(shown.normal)} label={t('vital.curve')} />}
        <p>
          <span className={off ? 'off' : ''}>{words}</span>
          <span>{bothText(shown)}</span>
          <span>{toldText(cell)}</span>
          <span>{cell?.newest && ago(cell.newest, now, lang(), true)}</span>
          <span>{cell && !cell.stale && t('vital.period', { period: say(periodWords(cell.period)) })}</span>
          {locked && <LockedPeriod locked={locked} value={cell?.value ?? null} decimals={shownDecimals(shown)} />}
          {areaChanges.length > 0 && (
            <span>
              <span className="tag">{t('vital.areas')}</span> {t('vital.areas-changed', { days: areaChanges.join(comma()) })}
            </span>
          )}
        </p>
      </div>
    </section>
  )
}

/** Outside first, then silent ones, then by name as they come. */
const weight = (view: WallVital, part: Part): number => {
  if (!isKnown(shownOf(view, part.cell))) return 1
  return part.cell.standing === 'outside' ? 0 : 2
}

function PartRow({ view, part }: { view: WallVital; part: Part }): ReactNode {
  const shown = shownOf(view, part.cell)
  // What the area has of its own is no way further down, and nobody tells it.
  const isOwn = isOwnCode(part.area)
  const href = isOwn ? undefined : hrefOf({ screen: 'vital', area: part.path ?? part.area, vital: view.vital.definition.code })
  return (
    <li>
      <a href={href}>
        <span className="el">{isOwn ? part.name : briefName(part.name)}</span>
        <b className={isOff(shown) ? 'off' : ''}>{fixedText(shown)}</b>
        <span className="t2">
          {part.cell.stale && `${t('vital.stale-part')} `}
          {!isOwn && `${number(part.cell.n)}/${number(part.cell.of)}`}
        </span>
      </a>
    </li>
  )
}

/** So few areas stand in one column of the wide wall. */
const roomyAtMost = 16

/** The areas the number is made of, each a way further down; and how many told nothing. */
function Parts({ view, made: { parts, silent, formula } }: { view: WallVital; made: Made }): ReactNode {
  const [list, fitting] = useFitting(parts)
  const more = parts.length - (fitting ?? parts.length)
  const notes = [
    silent.length > 0 ? t('vital.silent', { n: silent.length }) : '',
    more > 0 ? t('vital.more', { n: more }) : '',
  ].filter(Boolean)
  return (
    <section className="wp new">
      <PanelHead title={t('vital.parts')} note={notes.join(' · ') || undefined} />
      {parts.length === 0 && <p className="t2">{t(formula ? 'vital.by-formula' : 'vital.leaf')}</p>}
      <ul className={parts.length <= roomyAtMost ? 'al vp whole roomy' : 'al vp whole'} ref={list}>
        {parts
          .toSorted((a, b) => weight(view, a) - weight(view, b))
          .map((part) => (
            <PartRow key={part.area} view={view} part={part} />
          ))}
      </ul>
    </section>
  )
}

function Whom({ who }: { who: NonNullable<WallVital['who']> }): ReactNode {
  return (
    <section className="wp new">
      <PanelHead title={t('vital.whom')} note={t('war.masked')} />
      {who.length === 0 && <p className="t2">{t('check-up.nobody')}</p>}
      <ul className="nw8 th whole">
        {who.map((one) => (
          <li key={`${one.unitName} ${one.postName}`}>
            <div>
              <span className="el">
                {t(`vital.why.${one.why}`)} · {one.unitName}
              </span>
              <span className="m">
                <span className="el">{[one.postName, one.name ?? t('war.nobody')].join(' · ')}</span>
                <b className="nw">{one.phone ?? NONE}</b>
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The area above: of a town its district, else the whole. */
function above(path: string | null): string | null {
  const codes = (path ?? '').split('/').filter(Boolean)
  return codes.length > 2 ? `${codes.slice(0, -1).join('/')}/` : null
}

function Foot({ view, demo }: { view: WallVital; demo: boolean }): ReactNode {
  const { path, tier, vital } = view
  const own = tier === 'city' ? null : (path ?? vital.area.code)
  const range = rangeText(vital.normal)
  return (
    <footer>
      <a href={hrefOf({ area: own })}>{t('risk.to-overview')}</a>
      {own && <a href={hrefOf({ screen: 'vital', area: above(path), vital: vital.definition.code })}>{t('vital.up')}</a>}
      {range && <span>{t('vital.inside', { range })}</span>}
      <span className="grow" />
      <span>{t('vital.source')}</span>
      <span>{t('foot.read-only')}</span>
      {demo && <span>{t('foot.demo')}</span>}
    </footer>
  )
}

const countedAt = ({ at }: WallVital): string => at

/** The panels of C6, each read and drawn by itself. */
function panelsOf(query: UseQueryResult<WallVital>, small: boolean): Readonly<Record<'figure' | 'parts' | 'asked', ReactNode>> {
  const again = () => void query.refetch()
  const { title, parts, operands, whom } = {
    ...{ title: t('vital.title'), parts: t('vital.parts'), operands: t('vital.operands'), whom: t('vital.whom') },
  }
  return {
    figure: (
      <Panel title={title} query={query} at={countedAt}>
        {(view) =>
          view.figure ? <Figure view={view} figure={view.figure} small={small} /> : <PartUnread title={title} onRetry={again} />
        }
      </Panel>
    ),
    parts: (
      <Panel title={parts} query={query} at={countedAt} grow>
        {(view) => (view.made ? <Parts view={view} made={view.made} /> : <PartUnread title={parts} onRetry={again} />)}
      </Panel>
    ),
    asked: (
      <>
        {query.data?.made?.formula && (
          <Panel title={operands} query={query} at={countedAt} grow>
            {(view) => view.made && <Operands view={view} made={view.made} />}
          </Panel>
        )}
        <Panel title={whom} query={query} at={countedAt} grow>
          {({ who }) => (who === null ? <PartUnread title={whom} onRetry={again} /> : <Whom who={who} />)}
        </Panel>
      </>
    ),
  }
}

/** Made of no other areas: there is nothing to list. */
const leaf = ({ made }: WallVital): boolean => made !== null && made.parts.length === 0

/**
 * One vital of an area: its number, what it is made of by area and by formula, and whom to ask. From the city by district and town to the person and the
 * masked phone. On the wide wall its periods have the middle, where it has several, and the areas stand beside them.
 */
export function VitalView({ code, area, demo }: { code: string; area: string | null; demo: boolean }): ReactNode {
  const query = useQuery(vitalQuery(code, area))
  const wide = useWide()
  const { figure, parts, asked } = panelsOf(query, !wide)
  return (
    <Whole
      query={query}
      what={t('vital.title')}
      thing={t('thing.vital')}
      title={t('app.name')}
      skeleton={<div className="wall c1" />}
    >
      {(view) => (
        <main className={wide && leaf(view) ? 'wall c1 c4 c6 leaf' : 'wall c1 c4 c6'} id="content">
          <Head view={view} />
          {wide ? (
            <>
              <div className="wing">
                {figure}
                {leaf(view) ? parts : asked}
              </div>
              {view.figure && hasCurve(view.figure.series) && (
                <Panel title={t('vital.curve')} query={query} at={countedAt}>
                  {({ figure, vital }) => figure && <VitalPeriods vital={vital} series={figure.series} />}
                </Panel>
              )}
              <div className="wing right">{leaf(view) ? asked : parts}</div>
            </>
          ) : (
            <>
              <div className="wing">
                {figure}
                {parts}
              </div>
              <div className="wing right">{asked}</div>
            </>
          )}
          <Foot view={view} demo={demo} />
        </main>
      )}
    </Whole>
  )
}
