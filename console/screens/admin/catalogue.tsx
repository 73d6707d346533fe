import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import type { CatalogueKind, CatalogueView, FilingCondition } from '../../../contract/catalogue.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { NONE } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { t } from '../../messages.ts'
import { milestoneWords } from '../../parts/limit-words.ts'
import { saveFile } from '../../parts/save-file.ts'
import { may, useSession } from '../../session.ts'
import { cataloguePages } from './admin-queries.ts'
import { ClassForm, ImportForm, SettleForm } from './catalogue-forms.tsx'
import { type Cell, PagedTable } from './paged-table.tsx'

type Form = 'import' | 'class' | FilingCondition | null
type Wish = { q: string; kind: CatalogueKind | 'all'; unread: boolean }

/** What the city files by: classes, conditions, limits; those nobody can parse wait here to be settled. */
export function Catalogue(): ReactNode {
  const session = useSession()
  const [wish, setWish] = useState<Wish>({ q: '', kind: 'all', unread: false })
  const [form, setForm] = useState<Form>(null)
  const q = useDeferredValue(wish.q.trim())
  const query = useInfiniteQuery(
    cataloguePages({
      q: q || undefined,
      kind: wish.kind === 'all' ? undefined : wish.kind,
      unread: wish.unread ? 'true' : undefined,
    }),
  )
  const view = query.data?.pages[0]
  const changes = may(session, 'catalogue.change')
  const close = () => setForm(null)
  return (
    <>
      <h2 className="vh">{t('admin.catalogue')}</h2>
      {view && view.version > 0 && <Head view={view} />}
      {form === null && <Bar changes={changes} view={view} onForm={setForm} />}
      {form === 'import' && <ImportForm onClose={close} />}
      {form === 'class' && <ClassForm version={view?.version ?? 0} onClose={close} />}
      {form !== null && typeof form === 'object' && (
        <SettleForm key={form.id} condition={form} version={view?.version ?? 0} onClose={close} />
      )}
      {view && view.version > 0 && <Wishes wish={wish} onWish={setWish} view={view} />}
      <PagedTable
        label={t('admin.catalogue')}
        query={query}
        keyOf={(one) => one.id}
        none={t(view?.version === 0 ? 'catalogue.none' : 'catalogue.no-match')}
        cells={cells(changes ? setForm : null)}
      />
    </>
  )
}

function Head({ view: { version, source, madeBy, madeAt, counts } }: { view: CatalogueView }): ReactNode {
  return (
    <>
      <p className="meta">
        {t('catalogue.version', { version, source: source ?? NONE, who: madeBy ?? NONE })} {madeAt && <When at={madeAt} />}
      </p>
      {(['event', 'component'] as const).map(
        (kind) =>
          counts[kind].conditions > 0 && (
            <p key={kind}>
              {t('catalogue.count', { kind: t(`catalogue.kind.${kind}`), ...counts[kind] })}
              {counts[kind].unread > 0 && (
                <>
                  {' '}
                  <Tag kind="ink">{t('catalogue.unread', { n: counts[kind].unread })}</Tag>
                </>
              )}
            </p>
          ),
      )}
    </>
  )
}

function Bar({ changes, view, onForm }: { changes: boolean; view: CatalogueView | undefined; onForm: (form: Form) => void }) {
  const [failed, setFailed] = useState<string | null>(null)
  const save = (path: string) => {
    setFailed(null)
    saveFile(`/admin/${path}`).catch((error: Error) => setFailed(error.message))
  }
  const held = (kind: CatalogueKind) => (view?.counts[kind].conditions ?? 0) > 0
  const isHeld = held('event') || held('component')
  return (
    <div className="row">
      {changes && <Button onPress={() => onForm('import')}>{t('catalogue.import')}</Button>}
      {changes && isHeld && <Button onPress={() => onForm('class')}>{t('catalogue.new')}</Button>}
      {isHeld && <Button onPress={() => save('catalogue.xlsx')}>{t('catalogue.export-xlsx')}</Button>}
      {(['event', 'component'] as const).map(
        (kind) =>
          held(kind) && (
            <Button key={kind} onPress={() => save(`catalogue.csv?kind=${kind}`)}>
              {t('catalogue.export-csv')} · {t(`catalogue.kind.${kind}`)}
            </Button>
          ),
      )}
      <FieldNote error={failed} />
    </div>
  )
}

function Wishes({ wish, onWish, view }: { wish: Wish; onWish: (wish: Wish) => void; view: CatalogueView }): ReactNode {
  const kinds = (['all', 'event', 'component'] as const).map((id) => ({ id, label: t(`catalogue.kind.${id}`) }))
  return (
    <div className="row">
      <TextField
        label={t('catalogue.find')}
        hideLabel
        kind="search"
        placeholder={t('catalogue.find')}
        value={wish.q}
        onChange={(q) => onWish({ ...wish, q })}
      />
      <Segmented
        label={t('catalogue.kind')}
        items={kinds}
        value={wish.kind}
        onChange={(kind) => onWish({ ...wish, kind: kind as Wish['kind'] })}
      />
      <Checkbox value={wish.unread} onChange={(unread) => onWish({ ...wish, unread })}>
        {t('catalogue.only-unread')}
      </Checkbox>
      <span className="meta">{t('filing.found', { n: view.found })}</span>
    </div>
  )
}

const cells = (onSettle: ((condition: FilingCondition) => void) | null): Cell<FilingCondition>[] => [
  {
    label: t('catalogue.code'),
    of: (one) => (
      <span className="nw">
        {one.id} {one.local && <Tag>{t('catalogue.local')}</Tag>}
      </span>
    ),
  },
  {
    label: t('catalogue.class'),
    of: (one) => (
      <>
        <span className="meta">{one.major}</span> {one.name}
      </>
    ),
  },
  { label: t('catalogue.condition'), of: (one) => <span className="said">{one.text}</span> },
  { label: t('catalogue.limit'), of: (one) => <Limit of={one} onSettle={onSettle} /> },
  {
    label: t('catalogue.close-owner'),
    of: (one) => (
      <span className="said">
        {one.close || NONE} <span className="meta">{one.unit}</span>
      </span>
    ),
  },
]

type Limited = { of: FilingCondition; onSettle: ((condition: FilingCondition) => void) | null }

/** The limit as it counts, beside the words of the sheet where it was not read from them, and the way to settle it. */
function Limit({ of: one, onSettle }: Limited): ReactNode {
  if (one.limit === 'read') return milestoneWords(one.milestones)
  return (
    <span className="row">
      {one.limit === 'unread' && <Tag kind="ink">{t('catalogue.to-settle')}</Tag>}
      {one.limit === 'plan' && t('catalogue.as-planned')}
      {milestoneWords(one.milestones)}
      <span className="meta">{t('catalogue.written', { text: one.written })}</span>
      {onSettle && (
        <Button small onPress={() => onSettle(one)}>
          {t('catalogue.settle')}
        </Button>
      )}
    </span>
  )
}
