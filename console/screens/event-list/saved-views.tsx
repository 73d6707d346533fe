import { queryOptions } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { SavedView, SavedViews, ViewFilter } from '../../../contract/saved-view.ts'
import { get } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { may, useSession } from '../../session.ts'
import { useAct } from '../../use-act.ts'

export const savedViewsQuery = queryOptions({
  queryKey: ['event-views'],
  queryFn: ({ signal }) => get<SavedViews>('/event-views', {}, signal),
})

/** How a saved view is called on its tab. */
export const tabName = ({ name, shared }: SavedView): string => (shared ? t('views.tab-shared', { name }) : name)

type Props = {
  /** the filter as it stands, with view and area */
  filter: ViewFilter
  /** the saved view that is open */
  open: SavedView | undefined
  onOpen: (view: { id: string; filter: ViewFilter } | null) => void
}

/** What can be done with views: save the present filter as one; rename, update, move, delete the open one. */
export function ViewActions({ filter, open, onOpen }: Props): ReactNode {
  const act = useAct()
  const [naming, setNaming] = useState<'save' | 'rename' | null>(null)
  const told = (done: unknown, words: string): boolean => {
    if (done) toast({ words })
    return done !== null
  }
  const run = async (verb: string, body: object, words?: string) => {
    const done = await act.run(`/event-views/${open!.id}/${verb}`, body)
    if (done === null) toast({ words: act.refusal()?.message ?? '', problem: true })
    else if (words) toast({ words })
    return done !== null
  }
  const off = open?.mine ? null : t('views.only-unit')
  const name = open?.name ?? ''
  return (
    <>
      <Button small onPress={() => setNaming('save')}>
        {t('views.save')}
      </Button>
      {open && (
        <Menu
          small
          label={t('views.menu')}
          entries={[
            { id: 'rename', label: t('views.rename'), off, onPress: () => setNaming('rename') },
            {
              id: 'update',
              label: t('views.update'),
              off,
              onPress: () => void run('change', { filter }, t('views.updated', { name })),
            },
            { id: 'front', label: t('views.front'), off, onPress: () => void run('move', { to: 'front' }) },
            { id: 'back', label: t('views.back'), off, onPress: () => void run('move', { to: 'back' }) },
            {
              ...{ id: 'delete', label: t('views.delete'), off },
              onPress: () => void run('delete', {}, t('views.deleted', { name })).then((done) => done && onOpen(null)),
            },
          ]}
        />
      )}
      {naming && (
        <NameDialog
          first={naming === 'rename' ? name : ''}
          rename={naming === 'rename'}
          busy={act.busy}
          error={act.error?.message ?? null}
          onClose={() => {
            act.clear()
            setNaming(null)
          }}
          onName={async (said, shared) => {
            const isNew = naming === 'save'
            const done = isNew
              ? await act.run<{ id: string }>('/event-views', { name: said, shared, filter })
              : await act.run<{ id: string }>(`/event-views/${open!.id}/change`, { name: said })
            if (!told(done, t('views.saved', { name: said }))) return
            setNaming(null)
            if (isNew && done) onOpen({ id: done.id, filter })
          }}
        />
      )}
    </>
  )
}

type Naming = {
  first: string
  rename: boolean
  busy: boolean
  error: string | null
  onName: (name: string, shared: boolean) => Promise<void>
  onClose: () => void
}

function NameDialog({ first, rename, busy, error, onName, onClose }: Naming): ReactNode {
  const shares = may(useSession(), 'view.share')
  const [name, setName] = useState(first)
  const [shared, setShared] = useState(false)
  const said = name.trim()
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(rename ? 'views.rename-title' : 'views.save-title')}
      footer={
        <>
          <Button
            kind="primary"
            busy={busy}
            off={said === '' ? t('admin.fill-in') : null}
            onPress={() => void onName(said, shared)}
          >
            {t('views.keep')}
          </Button>
          <Button onPress={onClose}>{t('reason.cancel')}</Button>
        </>
      }
    >
      <TextField label={t('views.name')} required autoFocus value={name} maxLength={20} onChange={setName} />
      {shares && !rename && (
        <Checkbox value={shared} onChange={setShared}>
          {t('views.shared')}
        </Checkbox>
      )}
      <FieldNote error={error} />
    </Dialog>
  )
}
