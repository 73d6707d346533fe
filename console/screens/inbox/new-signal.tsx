import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import type { z } from 'zod'
import type { AreaFound } from '../../../contract/map.ts'
import { get } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { List } from '../../../ui/list.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { FieldNote, FixedField, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say, t } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import { useDraft } from '../../use-draft.ts'

type Place = { name: string; lon: number; lat: number }
type Types = { rows: { id: string; name: { zh: string; en: string } }[] }

/** Kinds of matters a person can report; they change with the packs, not within a shift. */
const useTypes = () =>
  useQuery({
    queryKey: ['report-types'],
    queryFn: ({ signal }) => get<Types>('/public/report-types', undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  }).data?.rows ?? []

function PlaceField({ place, onPlace }: { place: Place | null; onPlace: (place: Place | null) => void }): ReactNode {
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const found = useQuery({
    queryKey: ['area-search', q],
    queryFn: ({ signal }) => get<z.infer<typeof AreaFound>>('/areas', { q }, signal),
    enabled: q.length > 0,
  })
  if (place)
    return (
      <div className="row bottom">
        <div className="grow">
          <FixedField label={t('new.place')} value={place.name} hint={t('new.place-hint')} />
        </div>
        <Button onPress={() => onPlace(null)}>{t('new.place-other')}</Button>
      </div>
    )
  const rows = (found.data?.rows ?? []).filter((a) => a.lon !== null && a.lat !== null)
  return (
    <div className="col">
      <TextField
        label={t('new.place')}
        kind="search"
        required
        value={words}
        onChange={setWords}
        placeholder={t('new.place-search')}
      />
      {q && (
        <div className="pick-list">
          <List
            label={t('new.place')}
            rows={rows}
            keyOf={(a) => a.code}
            words={(a) => a.name}
            current={null}
            onCurrent={(code) => {
              const a = rows.find((r) => r.code === code)
              if (a) onPlace({ name: [...a.above, a.name].join(' '), lon: a.lon ?? 0, lat: a.lat ?? 0 })
            }}
            none={<p className="meta state">{t('new.place-none')}</p>}
            rowOf={(a) => (
              <>
                <span />
                <span className="h">{a.name}</span>
                <span className="meta">{a.above.join(' ')}</span>
              </>
            )}
          />
        </div>
      )}
    </div>
  )
}

type Props = { open: boolean; onClose: () => void; onMade: (signal: string) => void }

/** C: a seat writes down what came by telephone. It becomes a signal like any other, to be dispatched with one more press. */
export function NewSignal({ open, onClose, onMade }: Props): ReactNode {
  const types = useTypes()
  const act = useAct()
  const [type, setType] = useState<string | null>(null)
  const [place, setPlace] = useState<Place | null>(null)
  const [title, setTitle, forgetTitle] = useDraft('new-title')
  const [content, setContent, forgetContent] = useDraft('new-content')
  const [address, setAddress, forgetAddress] = useDraft('new-address')
  const missing = [!type && t('new.type'), title.trim().length < 2 && t('new.title'), !place && t('new.place')].filter(Boolean)
  const off = missing.length > 0 ? t('new.missing', { what: missing.join('、') }) : null
  const send = async () => {
    if (off || !place) return
    const said = {
      ...(content.trim() ? { content: content.trim() } : {}),
      ...(address.trim() ? { address: address.trim() } : {}),
    }
    const body = { type, title: title.trim(), lon: place.lon, lat: place.lat, ...said }
    const done = await act.run<{ signal: string }>('/signals', body)
    if (!done) return
    for (const forget of [forgetTitle, forgetContent, forgetAddress]) forget()
    setPlace(null)
    toast({ words: t('new.done', { title: body.title }) })
    onClose()
    onMade(done.signal)
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('new.head')}
      footer={
        <>
          <Button kind="primary" busy={act.busy} off={off} onPress={() => void send()}>
            {t('new.send')}
          </Button>
          <Button onPress={onClose}>{t('reason.cancel')}</Button>
          {off && <span className="meta">{off}</span>}
          <FieldNote error={act.error?.message ?? null} />
        </>
      }
    >
      <SelectField
        label={t('new.type')}
        required
        choices={types.map((x) => ({ id: x.id, label: say(x.name) }))}
        value={type}
        onChange={setType}
      />
      <TextField
        label={t('new.title')}
        required
        value={title}
        onChange={setTitle}
        maxLength={120}
        placeholder={t('new.title-like')}
      />
      <PlaceField place={place} onPlace={setPlace} />
      <TextField label={t('new.address')} value={address} onChange={setAddress} maxLength={200} />
      <TextField label={t('new.content')} lines={3} value={content} onChange={setContent} maxLength={1000} />
    </Dialog>
  )
}
