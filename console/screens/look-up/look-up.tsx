import './look-up.css'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback } from 'react'
import type { LookUp } from '../../../contract/look-up.ts'
import { get } from '../../../ui/api.ts'
import { clockTime, number } from '../../../ui/format.ts'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { EmptyState, Failed, Loading, useTitle } from '../../../ui/screen.tsx'
import { useFoot } from '../../frame/foot.ts'
import { useArea } from '../../frame/use-area.ts'
import { t as common } from '../../messages.ts'
import { SearchWords } from '../../parts/search-words.tsx'
import { changed } from '../../search.ts'
import { Areas, Cases, Objects, Posts, Vitals } from './found.tsx'
import { t } from './words.ts'

const lookUpQuery = (q: string | undefined, area: string | undefined) =>
  queryOptions({
    queryKey: ['look-up', q, area],
    queryFn: ({ signal }) => get<LookUp>('/look-up', { q, area }, signal),
    enabled: q !== undefined,
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  })

const hints = (): KeyHint[] => [{ action: 'search' }, { action: 'area' }, { action: 'help' }]

/** 体征一键查: one question over vitals, areas, objects, events and posts; each answer says how it stands and what is being done. */
export function LookUpScreen(): ReactNode {
  useTitle(t('look-up.title'))
  const { q } = useSearch({ from: '/app/look-up' })
  const { wish } = useArea()
  const navigate = useNavigate({ from: '/look-up' })
  const change = useCallback(
    (next: { q: string | undefined }) => void navigate({ search: (before) => changed(before, next), replace: true }),
    [navigate],
  )
  const query = useQuery(lookUpQuery(q, wish))
  const found = q === undefined ? undefined : query.data
  useFoot(hints, found ? t('look-up.foot', { time: clockTime(found.at, true) }) : undefined)
  return (
    <div className="lookup">
      <PageHead title={t('look-up.title')}>
        <div className="lookup-words">
          <SearchWords label={t('look-up.ask')} q={q} change={change} />
        </div>
        {found && <span className="meta">{t('look-up.of-area', { area: found.area.name })}</span>}
      </PageHead>
      <div className="lookup-in">
        {q === undefined && <EmptyState empty={{ kind: 'nothing-yet', title: t('look-up.begin'), note: t('look-up.how') }} />}
        {q !== undefined && query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
        {q !== undefined && !query.error && !found && <Loading />}
        {found && <Answer found={found} onNone={() => change({ q: undefined })} />}
      </div>
    </div>
  )
}

function Answer({ found, onNone }: { found: LookUp; onNone: () => void }): ReactNode {
  const { vitals, areas, objects, events, posts } = found
  const n = vitals.length + areas.length + objects.length + events.length + posts.length
  if (n === 0)
    return (
      <EmptyState
        empty={{
          ...{ kind: 'no-match', title: t('look-up.none'), note: t('look-up.how') },
          action: { label: common('list.clear'), onPress: onNone },
        }}
      />
    )
  return (
    <>
      <Group title={t('look-up.vitals')} n={vitals.length}>
        <Vitals vitals={vitals} />
      </Group>
      <Group title={t('look-up.areas')} n={areas.length}>
        <Areas areas={areas} />
      </Group>
      <Group title={t('look-up.objects')} n={objects.length}>
        <Objects objects={objects} />
      </Group>
      <Group title={t('look-up.events')} n={events.length}>
        <Cases cases={events} />
      </Group>
      <Group title={t('look-up.posts')} n={posts.length}>
        <Posts posts={posts} />
      </Group>
    </>
  )
}

/** So many of each are found at most: then there may be more, and more words find fewer. */
const most = 6

function Group({ title, n, children }: { title: string; n: number; children: ReactNode }): ReactNode {
  if (n === 0) return null
  return (
    <section className="lookup-group" aria-label={title}>
      <h2>
        {title} <span className="meta">{n < most ? number(n) : t('look-up.first', { n })}</span>
      </h2>
      {children}
    </section>
  )
}
