import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { ObjectBrief } from '../../../contract/object-brief.ts'
import { get } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { comma } from '../../../ui/t.ts'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say, t } from '../../messages.ts'
import { type FoundPlace, PlaceSearch } from '../../parts/place-search.tsx'
import { useAct } from '../../use-act.ts'
import { useDraft } from '../../use-draft.ts'

type Types = { rows: { id: string; name: { zh: string; en: string } }[] }

/** Kinds of matters a person can report; they change with the packs, not within a shift. Of an object first what can be reported of it. */
function useTypes(object: string | undefined): Types['rows'] {
  const anywhere = useQuery({
    queryKey: ['report-types'],
    queryFn: ({ signal }) => get<Types>('/public/report-types', undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const there = useQuery({
    queryKey: ['objects', 'brief', object],
    queryFn: ({ signal }) => get<ObjectBrief>(`/objects/${encodeURIComponent(object ?? '')}/brief`, undefined, signal),
    enabled: object !== undefined,
  })
  const own = object ? (there.data?.reports ?? []) : []
  return [...own, ...(anywhere.data?.rows ?? []).filter(({ id }) => !own.some((one) => one.id === id))]
}

type Props = { open: boolean; onClose: () => void; onMade: (signal: string) => void }

/** C: a seat writes down what came by telephone. It becomes a signal like any other, to be dispatched with one more press. */
export function NewSignal({ open, onClose, onMade }: Props): ReactNode {
  const act = useAct()
  const [type, setType] = useState<string | null>(null)
  const [place, setPlace] = useState<FoundPlace | null>(null)
  const types = useTypes(place?.object)
  const [title, setTitle, forgetTitle] = useDraft('new-title')
  const [content, setContent, forgetContent] = useDraft('new-content')
  const [address, setAddress, forgetAddress] = useDraft('new-address')
  const missing = [!type && t('new.type'), title.trim().length < 2 && t('new.title'), !place && t('new.place')].filter(Boolean)
  const off = missing.length > 0 ? t('new.missing', { what: missing.join(comma()) }) : null
  const send = async () => {
    if (off || !place) return
    const said = {
      ...(content.trim() ? { content: content.trim() } : {}),
      ...(address.trim() ? { address: address.trim() } : {}),
    }
    const body = {
      type,
      title: title.trim(),
      lon: place.lon,
      lat: place.lat,
      ...(place.object ? { object: place.object } : {}),
      ...said,
    }
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
      <PlaceSearch place={place} onPlace={setPlace} />
      <TextField label={t('new.address')} value={address} onChange={setAddress} maxLength={200} />
      <TextField label={t('new.content')} lines={3} value={content} onChange={setContent} maxLength={1000} />
    </Dialog>
  )
}
