import { queryOptions, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { DetectionMatter, DetectionQuality } from '../../../contract/detection-quality.ts'
import { leastCases } from '../../../contract/least-cases.ts'
import { get } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { useNow } from '../../../ui/clock.ts'
import { dateTime, duration, NONE, number } from '../../../ui/format.ts'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { EmptyState, Screen } from '../../../ui/screen.tsx'
import { lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { useFoot } from '../../frame/foot.ts'
import { say } from '../../messages.ts'
import { Cases } from './cases.tsx'
import { shareOf } from './share.ts'
import { t } from './words.ts'
import './quality.css'

const hints = (): KeyHint[] => [{ action: 'help' }]
const qualityQuery = queryOptions({
  queryKey: ['detection-quality'],
  queryFn: ({ signal }) => get<DetectionQuality>('/detection-quality', {}, signal),
  refetchInterval: 60_000,
})

/** 检测质量: what was found in the simulated city held against what is truly so; where none is simulated it says that there is no truth. */
export function Quality(): ReactNode {
  useFoot(hints)
  return (
    <div className="k3">
      <PageHead title={t('title')}>
        <span className="meta wide">{t('note')}</span>
      </PageHead>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="plain-list quality" tabIndex={0} aria-label={t('title')}>
        <Screen query={useQuery(qualityQuery)} title={t('title')}>
          {(page) => <Page page={page} />}
        </Screen>
      </section>
    </div>
  )
}

function Page({ page }: { page: DetectionQuality }): ReactNode {
  const now = useNow()
  const minutes = Math.round(page.graceS / 60)
  if (!page.simulated || !page.since || !page.until)
    return <EmptyState empty={{ kind: 'nothing-yet', title: t('none-title'), note: t('none-note') }} />
  if (page.matters.length === 0)
    return <EmptyState empty={{ kind: 'nothing-yet', title: t('quiet-title'), note: t('quiet-note', { n: minutes }) }} />
  const [from, until] = [page.since, page.until].map((at) => dateTime(at, now, lang()))
  return (
    <>
      <p className="meta">
        {[
          t('period', { from: from!, until: until! }),
          t('grace', { n: minutes }),
          t('early-note', { n: Math.round(page.earlyS / 60) }),
          t('few-note', { n: leastCases }),
          t('part'),
        ].join(' · ')}
      </p>
      <table className="tb" aria-label={t('title')}>
        <thead>
          <tr>
            <th>{t('matter')}</th>
            {(['true', 'caught', 'missed', 'looks', 'false', 'recall', 'precision', 'delay'] as const).map((key) => (
              <th key={key} className="num">
                {t(key)}
              </th>
            ))}
            <th aria-label={t('open')} />
          </tr>
        </thead>
        <tbody>
          {page.matters.map((matter) => (
            <Matter key={`${matter.pack} ${matter.matter}`} matter={matter} />
          ))}
        </tbody>
      </table>
    </>
  )
}

function Matter({ matter }: { matter: DetectionMatter }): ReactNode {
  const [open, setOpen] = useState(false)
  const { caught, looks, right, cases, lead, true: all } = matter
  const name = matter.name ? say(matter.name) : matter.matter
  return (
    <>
      <tr>
        <td>
          <b className="b">{name}</b>
          <span className="meta">{matter.packName ? say(matter.packName) : matter.pack}</span>
          <EarlyLine matter={matter} />
          {lead && <LeadLine lead={lead} />}
        </td>
        {[all, caught, all - caught, looks, looks - right].map((n, place) => (
          <td key={place} className="num">
            {number(n)}
          </td>
        ))}
        <Share part={caught} whole={all} />
        <Share part={right} whole={looks} />
        <td className="num">{`${length(matter.delayMedianS)} / ${length(matter.delay95S)}`}</td>
        <td className="num">
          <Button
            small
            off={cases.length === 0 ? t('no-cases') : null}
            label={`${t(open ? 'close' : 'open')} ${name}`}
            onPress={() => setOpen(!open)}
          >
            {t(open ? 'close' : 'open')}
          </Button>
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={10} className="quality-cases">
            <Cases cases={cases} more={matter.more} />
          </td>
        </tr>
      )}
    </>
  )
}

/** A share with both its numbers; of few cases it says so and makes no percentage of them. */
function Share({ part, whole }: { part: number; whole: number }): ReactNode {
  const { words, few } = shareOf(part, whole)
  return (
    <td className="num">
      {words}
      {few && (
        <span className="meta">
          <Tag>{t('few')}</Tag>
        </span>
      )}
    </td>
  )
}

const length = (seconds: number | null): string => (seconds === null ? NONE : duration(seconds * 1000, lang()))

/** What came before it began, and what began under an alarm that stood; nothing where there is none of either. */
function EarlyLine({ matter }: { matter: DetectionMatter }): ReactNode {
  const { early, earlyMedianS, under } = matter
  const words = [
    early > 0 ? t('early', { n: number(early), length: length(earlyMedianS) }) : '',
    under > 0 ? t('under', { n: number(under) }) : '',
  ].filter(Boolean)
  return words.length > 0 && <span className="meta">{words.join(' · ')}</span>
}

function LeadLine({ lead }: { lead: NonNullable<DetectionMatter['lead']> }): ReactNode {
  const { ended, called, leastHours: least, medianHours: median, red, redFalse: wrong, watched, watchedHours } = lead
  const words = [
    t('lead', { ended: number(ended), called: number(called) }),
    least !== null && median !== null ? t('lead-hours', { least: number(least), median: number(median) }) : '',
    t('lead-red', { wrong: number(wrong), red: number(red) }),
    watched > 0 ? t('lead-watched', { points: number(watched), hours: number(watchedHours) }) : '',
  ]
  return <span className="meta">{words.filter(Boolean).join(' · ')}</span>
}
