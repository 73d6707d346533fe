import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { signalSources } from '../../../contract/signal-sources.ts'
import { Age } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { NONE, number } from '../../../ui/format.ts'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { useKeys } from '../../../ui/keys.ts'
import { connection } from '../../../ui/live.ts'
import { Menu } from '../../../ui/menu.tsx'
import { Screen } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { t as part } from '../../../ui/t.ts'
import { useFoot } from '../../frame/foot.ts'
import { useArea } from '../../frame/use-area.ts'
import { t } from '../../messages.ts'
import { type InboxView, mutedAlarmsQuery, type SignalPage, signalsQuery } from '../../queries.ts'
import { type Change, changed, type InboxSearch } from '../../search.ts'
import { may, useSession } from '../../session.ts'
import { useTall } from '../../use-wide.ts'
import { Handled } from './handled.tsx'
import { NewSignal } from './new-signal.tsx'
import { orderInbox } from './order-inbox.ts'
import { SignalList } from './signal-list.tsx'
import { SignalPane } from './signal-pane.tsx'

const rows = (): KeyHint => ({ caps: ['J', 'K'], label: t('keys.rows') })
/** Keys for one that waits: the four moves. One that is decided can only be opened. */
const moves = (): KeyHint[] => [
  rows(),
  { action: 'triageDispatch' },
  { action: 'triageMerge' },
  { action: 'triageDecline' },
  { action: 'triageLater' },
  { action: 'search' },
  { action: 'help' },
]
const looks = (): KeyHint[] => [rows(), { action: 'open' }, { action: 'search' }, { action: 'help' }]

type OnChange = (next: Change<InboxSearch>) => void

function Head({ page, search, change, onNew }: { page: SignalPage; search: InboxSearch; change: OnChange; onNew: () => void }) {
  const session = useSession()
  const { counts } = page
  const offline = connection.use().state === 'offline' ? t('act.offline') : null
  const views: { id: InboxView; label: string; count?: number }[] = [
    { id: 'inbox', label: t('inbox.all'), count: counts.waiting + counts.auto },
    { id: 'waiting', label: t('inbox.waiting'), count: counts.waiting },
    { id: 'auto', label: t('inbox.auto'), count: counts.auto },
    { id: 'snoozed', label: t('inbox.snoozed'), count: counts.snoozed },
  ]
  const pickSource = (source: InboxSearch['source']) => change({ source, id: undefined })
  return (
    <PageHead title={t('place.inbox.title')}>
      <Segmented
        label={t('inbox.views')}
        items={views}
        value={search.view ?? 'inbox'}
        onChange={(view) => change({ view: view as InboxView, id: undefined })}
      />
      <Menu
        small
        words={search.source ? part(`source.${search.source}`) : t('inbox.every-source')}
        entries={[
          { id: 'all', label: t('inbox.every-source'), onPress: () => pickSource(undefined) },
          ...signalSources.map((s) => ({ id: s, label: part(`source.${s}`), onPress: () => pickSource(s) })),
        ]}
      />
      <span className="meta wide">{t('inbox.order')}</span>
      <span className="grow" />
      <MutedCount />
      <Load load={page.load} at={page.at} />
      {may(session, 'event.open') && (
        <Button small icon="plus" keyFor="newEvent" off={offline} onPress={onNew}>
          {t('inbox.new')}
        </Button>
      )}
    </PageHead>
  )
}

/** How many alarms stand and call nobody; for whoever may go there the way to them and their reasons. That it could not be counted is said. */
function MutedCount(): ReactNode {
  const session = useSession()
  const { data, error } = useQuery(mutedAlarmsQuery({}))
  if (!data && error)
    return (
      <span className="meta wide" title={error.message}>
        {t('quiet.inbox', { n: NONE })}
      </span>
    )
  if (!data?.all) return null
  const words = t('quiet.inbox', { n: number(data.all) })
  if (!may(session, 'feed.read')) return <span className="meta wide">{words}</span>
  return (
    <Link to="/feeds" search={{ tab: 'quiet' }} className="meta wide">
      {words}
    </Link>
  )
}

/** What came before this desk in the last minutes, with its age; red once it is more than people can look at. */
function Load({ load, at }: { load: SignalPage['load']; at: string }): ReactNode {
  const over = load.calls + load.findings > load.bound
  const params = { minutes: load.minutes, calls: load.calls, findings: load.findings }
  return (
    <span className="meta wide" title={t('inbox.load-bound', { n: load.bound, minutes: load.minutes })}>
      <span className={over ? 'load-over' : 'ink'}>
        {t('inbox.load', params)}
        {over && ` · ${t('inbox.load-over', { n: load.bound })}`}
      </span>{' '}
      <Age at={at} />
    </span>
  )
}

/** K1 收件箱: what came in, heaviest first; beside it one signal with what is known, what would happen, and the four moves. */
export function Inbox(): ReactNode {
  const search = useSearch({ from: '/app/inbox' })
  const { wish } = useArea()
  const query = useQuery(signalsQuery({ area: wish, view: search.view ?? 'inbox', source: search.source }))
  const navigate = useNavigate({ from: '/inbox' })
  const [making, setMaking] = useState(false)
  const change = useCallback<OnChange>(
    (next) => void navigate({ search: (before) => changed(before, next), replace: true }),
    [navigate],
  )
  useKeys({ newEvent: () => setMaking(true) })
  return (
    <Screen query={query} title={t('place.inbox.title')}>
      {(page) => (
        <div className="k1">
          <Head page={page} search={search} change={change} onNew={() => setMaking(true)} />
          <Triage page={page} chosen={search.id ?? null} choose={(id) => change({ id })} />
          <NewSignal open={making} onClose={() => setMaking(false)} onMade={(id) => change({ id })} />
        </div>
      )}
    </Screen>
  )
}

function footNote(page: SignalPage | undefined): string | undefined {
  if (!page) return undefined
  const { opened, merged, rejected, snoozed } = page.handled
  return t('inbox.foot', { n: opened + merged + rejected + snoozed })
}

/**
 * The first row is shown without a press, and then stays shown: what comes in above it must not slip under the finger that presses 1.
 * When it is gone, the one on top follows.
 */
function useFirst(rows: readonly { id: string }[]): string | null {
  const [kept, setKept] = useState<string | null>(null)
  const first = rows.find((row) => row.id === kept)?.id ?? rows[0]?.id ?? null
  if (first !== kept) setKept(first)
  return first
}

function Triage({ page, chosen, choose }: { page: SignalPage; chosen: string | null; choose: (id: string | undefined) => void }) {
  const session = useSession()
  const rows = useMemo(() => orderInbox(page.rows), [page.rows])
  const beside = useTall()
  const first = useFirst(rows)
  const current = chosen ?? (beside ? first : null)
  const state = rows.find((row) => row.id === current)?.state
  const open = state === 'waiting' || state === 'snoozed'
  useFoot(open && may(session, 'signal.triage') ? moves : looks, footNote(page))
  const at = rows.findIndex((row) => row.id === current)
  const step = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))]
    if (next) choose(next.id)
  }
  useKeys({ next: () => step(1), previous: () => step(-1) })
  const after = rows[at + 1] ?? rows[at - 1] ?? null
  const onDone = () => choose(after?.id)
  return (
    <div className={current && !beside ? 'k1-in picked' : 'k1-in'}>
      <section className="list" aria-label={t('inbox.list')}>
        <SignalList page={page} rows={rows} current={current} onCurrent={choose} />
        <Handled handled={page.handled} />
      </section>
      {current ? (
        <SignalPane key={current} id={current} onDone={onDone} onBack={beside ? null : () => choose(undefined)} />
      ) : (
        <div className="pane" />
      )}
    </div>
  )
}
