import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { Age } from '../../../ui/age.tsx'
import { Coverage } from '../../../ui/coverage.tsx'
import { clockTime, duration, NONE, number } from '../../../ui/format.ts'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { useKeys } from '../../../ui/keys.ts'
import { EmptyState, Screen } from '../../../ui/screen.tsx'
import { lang } from '../../../ui/t.ts'
import { type Column, Table } from '../../../ui/table.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { useFoot } from '../../frame/foot.ts'
import { cadenceWords } from '../../parts/cadence.ts'
import { type FeedPage, feedsQuery } from '../../queries.ts'
import { may, useSession } from '../../session.ts'
import { Quiet } from '../quiet/quiet.tsx'
import { Cameras } from './cameras.tsx'
import { Connect } from './connect.tsx'
import { Gateways } from './gateways.tsx'
import { Hotline } from './hotline.tsx'
import { Lanes } from './lanes.tsx'
import { Mapped } from './mapped.tsx'
import { Quarantine } from './quarantine.tsx'
import { Stuck } from './stuck.tsx'
import { Targets } from './targets.tsx'
import { t } from './words.ts'

const hints = (): KeyHint[] => [{ caps: ['J', 'K'], label: t('keys.rows') }, { action: 'help' }]
const plainHints = (): KeyHint[] => [{ action: 'search' }, { action: 'help' }]

/** K13 接入与设备: every source with what it delivers and what is wrong; messages refused; work that is stuck. */
export function Feeds(): ReactNode {
  const session = useSession()
  const { tab = 'feeds' } = useSearch({ from: '/app/feeds' })
  const navigate = useNavigate({ from: '/feeds' })
  const query = useQuery(feedsQuery())
  const page = query.data
  useFoot(
    tab === 'feeds' ? hints : plainHints,
    page ? t('feeds.foot', { n: page.rows.length, time: clockTime(page.at, true) }) : undefined,
  )
  const items = [
    { id: 'feeds', label: t('feeds.sources'), ...(page ? { count: page.rows.length } : {}) },
    { id: 'connect', label: t('feeds.connect') },
    { id: 'lanes', label: t('feeds.lanes') },
    { id: 'gateways', label: t('feeds.gateways') },
    ...(may(session, 'plot.read') ? [{ id: 'targets', label: t('feeds.targets') }] : []),
    { id: 'mapped', label: t('feeds.mapped') },
    ...(may(session, 'alarm.read') ? [{ id: 'quiet', label: t('feeds.quiet') }] : []),
    { id: 'cameras', label: t('feeds.cameras') },
    ...(may(session, 'signal.read') ? [{ id: 'hotline', label: t('feeds.hotline') }] : []),
    { id: 'quarantine', label: t('feeds.quarantine') },
    ...(may(session, 'feed.repair') ? [{ id: 'stuck', label: t('feeds.stuck') }] : []),
  ]
  return (
    <div className="k3">
      <PageHead title={t('place.feeds.title')}>{page && <Sum page={page} />}</PageHead>
      <Tabs
        label={t('place.feeds.title')}
        items={items}
        value={tab}
        onChange={(id) => void navigate({ search: id === 'feeds' ? {} : { tab: id as 'lanes' }, replace: true })}
      >
        {tab === 'connect' ? (
          <Connect />
        ) : tab === 'lanes' ? (
          <Lanes />
        ) : tab === 'gateways' ? (
          <Gateways />
        ) : tab === 'targets' ? (
          <Targets />
        ) : tab === 'mapped' ? (
          <Mapped />
        ) : tab === 'quiet' ? (
          <Quiet />
        ) : tab === 'cameras' ? (
          <Cameras />
        ) : tab === 'hotline' ? (
          <Hotline />
        ) : tab === 'quarantine' ? (
          <Quarantine />
        ) : tab === 'stuck' ? (
          <Stuck />
        ) : (
          <Screen query={query} title={t('place.feeds.title')}>
            {(data) => <Sources page={data} />}
          </Screen>
        )}
      </Tabs>
    </div>
  )
}

function Sum({ page }: { page: FeedPage }): ReactNode {
  const devices = page.rows.reduce((sum, r) => sum + r.devices, 0)
  const online = page.rows.reduce((sum, r) => sum + r.online, 0)
  return <Coverage have={online} total={devices} words={t('feeds.online-of', { n: number(online), of: number(devices) })} />
}

type Row = FeedPage['rows'][number]

const span = (ms: number | null): string => {
  if (ms === null) return NONE
  return Math.abs(ms) < 1000 ? t('feeds.ms', { n: Math.round(ms) }) : duration(Math.abs(ms), lang())
}
/** A clock before or behind ours, in words: a bare minus says neither. */
const skew = (ms: number | null): string =>
  ms === null || Math.round(ms) === 0 ? span(ms) : t(ms > 0 ? 'feeds.ahead' : 'feeds.behind', { span: span(Math.abs(ms)) })
const count = (n: number): ReactNode => (n === 0 ? <span className="t2">0</span> : <b className="b">{number(n)}</b>)

const columns = (): Column<Row>[] => [
  {
    id: 'name',
    label: t('feeds.name'),
    width: 'minmax(11rem, 1.4fr)',
    cell: (r) => (r.id === 'direct' ? t('feeds.direct') : r.name),
  },
  {
    id: 'online',
    label: t('feeds.online'),
    width: '9rem',
    cell: (r) => <Coverage have={r.online} total={r.devices} words={`${number(r.online)}/${number(r.devices)}`} />,
  },
  {
    id: 'silent',
    label: t('feeds.silent'),
    width: '5rem',
    number: true,
    cell: (r) => (r.silent > 0 ? <Tag kind={r.silent === r.devices ? 'ink' : 'strong'}>{number(r.silent)}</Tag> : count(0)),
  },
  { id: 'last', label: t('feeds.last'), width: '7rem', number: true, cell: (r) => <Age at={r.lastAt} oldAfterS={180} /> },
  { id: 'cadence', label: t('cadence.name'), width: 'minmax(6rem, 1fr)', cell: (r) => cadenceWords(r) },
  { id: 'lag', label: t('feeds.lag'), width: '6rem', number: true, cell: (r) => span(r.lagMs) },
  { id: 'skew', label: t('feeds.skew'), width: '7rem', number: true, cell: (r) => skew(r.skewMs) },
  { id: 'gaps', label: t('feeds.gaps'), width: '5rem', number: true, cell: (r) => count(r.gaps) },
  { id: 'lost', label: t('feeds.lost'), width: '5rem', number: true, cell: (r) => count(r.lost) },
  { id: 'late', label: t('feeds.late'), width: '5rem', number: true, cell: (r) => count(r.late) },
  { id: 'dup', label: t('feeds.duplicates'), width: '5rem', number: true, cell: (r) => count(r.duplicates) },
  { id: 'refused', label: t('feeds.refused'), width: '6.5rem', number: true, cell: (r) => count(r.quarantined) },
]

/** Worst first: silent ones, then those with refused messages. */
const worse = (a: Row, b: Row): number =>
  b.silent - a.silent || b.quarantined - a.quarantined || a.name.localeCompare(b.name, 'zh-CN')

function Sources({ page }: { page: FeedPage }): ReactNode {
  const rows = page.rows.toSorted(worse)
  const [current, setCurrent] = useState<string | null>(rows[0]?.id ?? null)
  const at = rows.findIndex((r) => r.id === current)
  const step = (by: number) => setCurrent(rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.id ?? null)
  useKeys({ next: () => step(1), previous: () => step(-1) })
  if (rows.length === 0) return <EmptyState empty={{ kind: 'nothing-yet', title: t('feeds.none'), note: t('feeds.none-how') }} />
  return (
    <Table
      label={t('feeds.sources')}
      rows={rows}
      columns={columns()}
      keyOf={(r) => r.id}
      current={current}
      onCurrent={setCurrent}
      onOpen={() => undefined}
    />
  )
}
