import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Age } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { number } from '../../../ui/format.ts'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { useKeys } from '../../../ui/keys.ts'
import { connection } from '../../../ui/live.ts'
import { EmptyState, Failed, Loading, useTitle } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { useFoot } from '../../frame/foot.ts'
import { changed } from '../../search.ts'
import { may, useSession } from '../../session.ts'
import { Effect } from './effect.tsx'
import { Gates } from './gates.tsx'
import { LookCard } from './look-card.tsx'
import { Tickets } from './tickets.tsx'
import { useLooks } from './use-looks.ts'
import { t } from './words.ts'
import './vetting.css'
import { vettingQuery } from './vetting-queries.ts'

const hints = (): KeyHint[] => [
  { caps: ['1'], label: t('vetting.real') },
  { caps: ['2'], label: t('vetting.unreal') },
  { caps: ['3'], label: t('vetting.unclear') },
  { action: 'undo' },
  { action: 'help' },
]

/** 人工复核: what cameras noticed comes before a person one by one, one key each; beside it how often each camera was right. */
export function Vetting(): ReactNode {
  useTitle(t('place.vetting.title'))
  const session = useSession()
  const { view = may(session, 'signal.triage') ? 'looks' : 'gates' } = useSearch({ from: '/app/vetting' })
  const navigate = useNavigate({ from: '/vetting' })
  const views = [
    ...(may(session, 'signal.triage') ? [{ id: 'looks', label: t('vetting.looks') }] : []),
    ...(may(session, 'feed.read')
      ? [
          { id: 'gates', label: t('vetting.gates') },
          { id: 'effect', label: t('vetting.effect') },
        ]
      : []),
    ...(may(session, 'object.read') ? [{ id: 'tickets', label: t('tickets.title') }] : []),
  ]
  const turn = (id: string) =>
    void navigate({
      search: (before) => changed(before, { view: id === 'gates' || id === 'effect' || id === 'tickets' ? id : undefined }),
      replace: true,
    })
  return (
    <div className="vet">
      <PageHead title={t('place.vetting.title')}>
        {views.length > 1 && <Segmented label={t('vetting.views')} items={views} value={view} onChange={turn} />}
        {may(session, 'signal.read') && <Counts />}
      </PageHead>
      {view === 'gates' ? <Gates /> : view === 'effect' ? <Effect /> : view === 'tickets' ? <Tickets /> : <Looks />}
    </div>
  )
}

function Counts(): ReactNode {
  const { data } = useQuery(vettingQuery)
  if (!data) return null
  const { open, taken, held, real, unreal, unclear } = data
  return (
    <>
      <span className="meta">
        <b className="b ink">{t('vetting.open', { n: number(open) })}</b>
        {open > 0 && data.oldestAt && (
          <>
            {' '}
            · {t('vetting.oldest')} <Age at={data.oldestAt} />
          </>
        )}
      </span>
      <span className="meta wide">{t('vetting.taken', { n: number(taken) })}</span>
      <span className="meta wide">{t('vetting.held', { n: number(held) })}</span>
      <span className="grow" />
      <span className="meta wide">
        {t('vetting.said', { real: number(real), unreal: number(unreal), unclear: number(unclear) })} · <Age at={data.at} />
      </span>
    </>
  )
}

function Looks(): ReactNode {
  const { query, card, act, answer } = useLooks()
  const offline = connection.use().state === 'offline' ? t('act.offline') : null
  const moves = {
    triageDispatch: () => answer('real'),
    triageMerge: () => answer('unreal'),
    triageDecline: () => answer('unclear'),
  }
  useKeys(card && !offline ? moves : {})
  useFoot(hints)
  if (query.error && !card) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (!card)
    return query.isFetching ? (
      <Loading />
    ) : (
      <EmptyState empty={{ kind: 'all-done', title: t('vetting.none'), note: t('vetting.none-how') }} />
    )
  return (
    <>
      <LookCard key={card.id} card={card} />
      <footer className="act">
        <Button kind="primary" keyFor="triageDispatch" off={offline} onPress={moves.triageDispatch}>
          {t('vetting.real')}
        </Button>
        <Button keyFor="triageMerge" off={offline} onPress={moves.triageMerge}>
          {t('vetting.unreal')}
        </Button>
        <Button keyFor="triageDecline" off={offline} onPress={moves.triageDecline}>
          {t('vetting.unclear')}
        </Button>
        <span className="grow" />
        {act.error ? <FieldNote error={act.error.message} /> : <span className="meta tells">{t('vetting.note')}</span>}
      </footer>
    </>
  )
}
