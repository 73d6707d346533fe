import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { placeWords } from '../../../contract/case-place.ts'
import type { SignalDetail } from '../../../contract/signal.ts'
import { Button } from '../../../ui/button.tsx'
import { serverNow, useNow } from '../../../ui/clock.ts'
import { SourceMark } from '../../../ui/event-row.tsx'
import { ago, clockTime, distance, duration, shortTime } from '../../../ui/format.ts'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { Photo } from '../../../ui/photo.tsx'
import { GradeShape } from '../../../ui/risk-shape.tsx'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { lang } from '../../../ui/t.ts'
import { t } from '../../messages.ts'
import { HotlineOfReport } from '../../parts/hotline-order.tsx'
import { MiniMap } from '../../parts/mini-map.tsx'
import { PlanSteps } from '../../parts/plan-panel.tsx'
import { SeriesPanel } from '../../parts/series-panel.tsx'
import { stateWords } from '../../parts/state-words.ts'
import { usePackWords } from '../../parts/use-pack-words.ts'
import { usePhotos } from '../../parts/use-photos.ts'
import { signalQuery } from '../../queries.ts'
import { type Chosen, FilingPanel } from './filing-condition.tsx'
import { Score } from './score.tsx'
import { SignalObject } from './signal-object.tsx'
import { SignalWhy } from './signal-why.tsx'
import { TriageActions } from './triage-actions.tsx'

/** What a camera noticed, how often, and how sure it was. */
function Suspicion({ of }: { of: NonNullable<SignalDetail['suspicion']> }): ReactNode {
  return (
    <Panel title={t('suspicion.title')}>
      <p className="meta facts">
        <b className="b ink">{t('suspicion.label', { label: of.label })}</b>
        <span>{t('suspicion.camera', { camera: of.name ?? of.camera })}</span>
        <span>{of.confidence === null ? t('suspicion.unsure') : t('suspicion.confidence', { n: of.confidence })}</span>
      </p>
      <p className="meta">
        {!of.placed && <b className="b ink">{t('suspicion.unplaced')} · </b>}
        {t('suspicion.times', {
          n: of.n,
          from: shortTime(of.firstAt, serverNow(), lang()),
          to: shortTime(of.lastAt, serverNow(), lang()),
        })}
      </p>
    </Panel>
  )
}

/** An event of its own, so that its plan is no proposal any more. */
const isFiled = (s: SignalDetail): boolean => s.state === 'auto' || s.state === 'opened'

function Head({ s, onBack }: { s: SignalDetail; onBack: (() => void) | null }): ReactNode {
  const p = s.proposal
  const limits = p
    ? [
        t('signal.accept-in', { length: duration(p.acceptS * 1000, lang(), 60_000) }),
        p.arriveS === null ? '' : t('signal.arrive-in', { length: duration(p.arriveS * 1000, lang(), 60_000) }),
      ]
    : []
  return (
    <header className="hd">
      {onBack && <Button kind="ghost" icon="back" label={t('inbox.back')} onPress={onBack} />}
      <span className="shape">
        <GradeShape grade={s.grade} size={24} label="" />
      </span>
      <div className="grow">
        <h2>{s.title}</h2>
        <p className="meta facts">
          <b className="b ink">{gradeWords(s.grade)}</b>
          <span>{[placeWords(s, lang()), s.address].filter(Boolean).join(' ')}</span>
          <span>{t('signal.received', { time: clockTime(s.receivedAt, true) })}</span>
          <SourceMark source={s.source} />
        </p>
      </div>
      {p && (
        <div className="r limits">
          <div className="meta">{t(isFiled(s) ? 'signal.limits-set' : 'signal.limits')}</div>
          <b className="b">{limits.filter(Boolean).join(' · ')}</b>
        </div>
      )}
    </header>
  )
}

function Photos({ s }: { s: SignalDetail }): ReactNode {
  const srcOf = usePhotos(s.photos.map((p) => p.id))
  if (s.photos.length === 0) return null
  return (
    <div className="signal-pics">
      {s.photos.slice(0, 2).map((p) => (
        <Photo key={p.id} src={srcOf(p.id) || null} label={t('signal.photo')} caption={clockTime(p.takenAt, true)} />
      ))}
    </div>
  )
}

/** Name and number of who told of it; a report may come without either. */
const contactOf = (s: SignalDetail): string => [s.contact?.name, s.contact?.phone].filter(Boolean).join(' ')

function Said({ s, children }: { s: SignalDetail; children?: ReactNode }): ReactNode {
  const contact = contactOf(s)
  return (
    <Panel title={t('signal.said')} note={<SourceMark source={s.source} />}>
      {s.content && <p className="said">{s.content}</p>}
      {!s.content && <p className="meta">{t('signal.said-nothing')}</p>}
      {contact && (
        <p className="meta">
          {t('signal.contact')} {contact}
        </p>
      )}
      {children}
    </Panel>
  )
}

function Near({ s, onCompare }: { s: SignalDetail; onCompare: (event: string) => void }): ReactNode {
  const now = useNow()
  return (
    <Panel title={t('signal.near', { n: s.nearby.length })} note={t('signal.near-note', { n: s.duplicates })}>
      {s.nearby.length === 0 && <p className="meta">{t('signal.near-none')}</p>}
      <ul className="near">
        {s.nearby.map((n) => (
          <li key={n.id}>
            <GradeShape grade={n.grade} size={18} label={gradeWords(n.grade)} />
            <Link to="/events/$id" params={{ id: n.id }} className="el">
              {n.title}
            </Link>
            <span className="meta nw">
              {distance(n.distanceM)} · {stateWords(n.state)} · {ago(n.openedAt, now, lang())}
            </span>
            <span className="grow" />
            <Score of={n} />
            <button type="button" className="linkish" onClick={() => onCompare(n.id)}>
              {t('signal.compare')}
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** The district's code in an area path: "50/500105/500105005/" → "500105". */
const districtOf = (path: string): string => path.split('/')[1] ?? path

/** As tall as the panel beside it: a curve, or words with a photo. */
function mapHeight(s: SignalDetail): number {
  if (s.device) return s.photos.length > 0 ? 150 : 290
  return s.photos.length > 0 ? 267 : 200
}

type Props = { id: string; onDone: () => void; onBack: (() => void) | null }

/** One signal: what was measured or said, where, what would happen and why, what is near; the four moves below. */
export function SignalPane({ id, onDone, onBack }: Props): ReactNode {
  const query = useQuery(signalQuery(id))
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [compare, setCompare] = useState<string | null>(null)
  const pack = usePackWords()
  const s = query.data
  if (!s)
    return (
      <section className="pane">
        {query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />}
      </section>
    )
  return (
    <section className={query.error ? 'pane stale' : 'pane'} aria-label={s.title}>
      <Head s={s} onBack={onBack} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="bd" tabIndex={0} aria-label={t('signal.known')}>
        <div className="wide-part">
          {s.device ? (
            <SeriesPanel device={s.device} height={206} />
          ) : (
            <Said s={s}>
              <Photos s={s} />
            </Said>
          )}
        </div>
        <div className="side-part">
          {s.device && <Photos s={s} />}
          <MiniMap
            centre={s}
            grade={s.grade}
            title={s.title}
            district={districtOf(s.area)}
            own={s.event?.id ?? null}
            place={placeWords(s, lang())}
            height={mapHeight(s)}
          />
        </div>
        <div className="wide-part">
          <Panel
            title={
              s.proposal
                ? t(isFiled(s) ? 'signal.plan-used' : 'signal.plan', {
                    plan: pack('packs', s.proposal.plan),
                    n: s.proposal.version,
                  })
                : t('signal.plan-none')
            }
          >
            {s.proposal ? <PlanSteps steps={s.proposal.steps} /> : <p className="meta">{t('signal.plan-why-none')}</p>}
          </Panel>
        </div>
        <div className="side-part">
          {s.objectView && <SignalObject of={s.objectView} />}
          {s.suspicion && <Suspicion of={s.suspicion} />}
          {s.source === 'hotline' && s.report && <HotlineOfReport report={s.report} />}
          <SignalWhy why={s.why} />
        </div>
        <div className="whole-part">
          {s.device && (s.content || contactOf(s)) && <Said s={s} />}
          {!isFiled(s) && <FilingPanel chosen={chosen} onChosen={setChosen} />}
          <Near s={s} onCompare={setCompare} />
        </div>
      </section>
      <TriageActions s={s} chosen={chosen} compare={compare} onCompare={setCompare} onDone={onDone} />
    </section>
  )
}
