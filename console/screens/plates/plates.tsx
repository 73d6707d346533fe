import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import type { Plates as PlatesPage } from '../../../contract/object-code.ts'
import { get } from '../../../ui/api.ts'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { number } from '../../../ui/format.ts'
import { EmptyState, Screen } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { t } from '../../messages.ts'
import type { PlateSearch } from '../../search.ts'
import { Plate } from './plate.tsx'
import './plates.css'

/** So many fit on a sheet of A4. */
const perSheet = { a6: 4, a5: 2 } as const
/** A batch whoever prints can still look at: 25 sheets of A6. */
const atOnce = 100

const platesQuery = ({ size: _, owner, ...asked }: PlateSearch) => ({
  queryKey: ['plates', asked, owner],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<PlatesPage>('/object-plates', { ...asked, ownerKind: owner, limit: atOnce }, signal),
})

const isLocal = (base: string): boolean => /\/\/(localhost|127\.|\[::1\])/.test(base)

/** 打印码牌: the plates of one object or of a filter, as they come out of a printer; what is around them is not printed. */
export function Plates(): ReactNode {
  const asked = useSearch({ from: '/plates' })
  const query = useQuery(platesQuery(asked))
  const size = asked.size ?? 'a6'
  useEffect(() => {
    document.title = t('plates.title')
  }, [])
  return (
    <main className="plates" id="content">
      <Screen query={query} title={t('plates.title')}>
        {(page) => <Sheets page={page} size={size} asked={asked} />}
      </Screen>
    </main>
  )
}

type Props = { page: PlatesPage; size: 'a5' | 'a6'; asked: PlateSearch }

function Sheets({ page, size, asked }: Props): ReactNode {
  const base = page.base ?? location.origin
  const each = perSheet[size]
  const sheets = Array.from({ length: Math.ceil(page.rows.length / each) }, (_, n) => page.rows.slice(n * each, (n + 1) * each))
  return (
    <>
      <Bar page={page} size={size} asked={asked} sheets={sheets.length} />
      {page.rows.length === 0 && (
        <EmptyState empty={{ kind: 'nothing-yet', title: t('plates.none'), note: t('plates.none-how') }} />
      )}
      {page.rows.length > 0 && isLocal(base) && (
        <div className="no-print">
          <Banner icon="alert">{t('plates.local', { base })}</Banner>
        </div>
      )}
      {sheets.map((rows) => (
        <section key={rows[0]!.object} className={`plate-sheet ${size}`}>
          {rows.map((row) => (
            <Plate key={row.object} plate={row} words={page.kinds[row.kind]!} base={base} />
          ))}
        </section>
      ))}
    </>
  )
}

function Bar({ page, size, asked, sheets }: Props & { sheets: number }): ReactNode {
  const navigate = useNavigate({ from: '/plates' })
  const next = page.next
  return (
    <header className="plates-bar no-print">
      <h1 className="grow">{t('plates.title')}</h1>
      <span className="meta">
        {t('plates.count', { n: number(page.rows.length), total: number(page.total), sheets: number(sheets) })}
      </span>
      <Segmented
        label={t('plates.size')}
        items={[
          { id: 'a6', label: t('plates.a6') },
          { id: 'a5', label: t('plates.a5') },
        ]}
        value={size}
        onChange={(id) => void navigate({ search: { ...asked, size: id === 'a5' ? 'a5' : 'a6' }, replace: true })}
      />
      {next && <Button onPress={() => void navigate({ search: { ...asked, cursor: next } })}>{t('plates.next')}</Button>}
      <Button kind="primary" off={page.rows.length === 0 ? t('plates.none') : null} onPress={() => window.print()}>
        {t('plates.print')}
      </Button>
      <Link className="btn" to="/objects" search={asked.kind ? { kind: asked.kind } : {}}>
        {t('plates.back')}
      </Link>
    </header>
  )
}
