import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import type { CameraList as CameraPages, CameraRow, CameraState } from '../../../contract/camera-list.ts'
import { Age } from '../../../ui/age.tsx'
import { get } from '../../../ui/api.ts'
import { NONE, number } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { type Cell, PagedTable } from '../admin/paged-table.tsx'
import { t } from './words.ts'

type Wish = { q?: string | undefined; state?: CameraState | undefined }
const states = ['all', 'on', 'off', 'unsaid', 'gone'] as const

/** Cameras page by page. */
const listQuery = (wish: Wish) =>
  infiniteQueryOptions({
    queryKey: ['cameras', 'list', wish],
    queryFn: ({ signal, pageParam }) => get<CameraPages>('/camera-list', { ...wish, limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  })

/** Every camera of one's areas as its platform listed it: found by words, and by what was said of it. `find`: the words it begins with. */
export function CameraList({ find = '' }: { find?: string | undefined }): ReactNode {
  const [words, setWords] = useState(find)
  const [state, setState] = useState<(typeof states)[number]>('all')
  const q = useDeferredValue(words.trim())
  const query = useInfiniteQuery(listQuery({ q: q || undefined, state: state === 'all' ? undefined : state }))
  const pages = query.data?.pages ?? []
  const shown = pages.reduce((sum, { rows }) => sum + rows.length, 0)
  const isWished = q !== '' || state !== 'all'
  return (
    <>
      <div className="row wrap">
        <TextField
          label={t('camera-list.find')}
          hideLabel
          kind="search"
          placeholder={t('camera-list.find')}
          value={words}
          onChange={setWords}
        />
        <Segmented
          label={t('cameras.state')}
          items={states.map((id) => ({ id, label: t(`camera-list.${id}`) }))}
          value={state}
          onChange={(id) => setState(id as Wish['state'] & string)}
        />
        <span className="t2" role="status">
          {pages.length > 0 && t('camera-list.shown', { n: number(shown), of: number(pages[0]!.total) })}
        </span>
      </div>
      <PagedTable
        label={t('camera-list.title')}
        query={query}
        keyOf={({ protocol, number, camera }) => `${protocol} ${number} ${camera}`}
        none={t(isWished ? 'camera-list.no-match' : 'camera-list.none')}
        cells={cells()}
      />
    </>
  )
}

const cells = (): Cell<CameraRow>[] => [
  { label: t('cameras.name'), of: (row) => row.name ?? NONE },
  { label: t('cameras.number'), of: (row) => row.camera },
  { label: t('camera-list.model'), of: (row) => row.model ?? NONE },
  { label: t('camera-list.area'), of: (row) => row.areaName ?? <span className="t2">{t('camera-list.unplaced')}</span> },
  { label: t('camera-list.platform'), of: (row) => row.platform },
  {
    label: t('cameras.state'),
    of: ({ state }) => <Tag kind={state === 'off' || state === 'gone' ? 'strong' : 'plain'}>{t(`camera-list.${state}`)}</Tag>,
  },
  { label: t('camera-list.listed'), of: (row) => <Age at={row.listedAt} /> },
  { label: t('cameras.seen'), number: true, of: (row) => number(row.things) },
]
