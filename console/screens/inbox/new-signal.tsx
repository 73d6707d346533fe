import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import type { z } from 'zod'
import type { AreaFound } from '../../../contract/map.ts'
import type { ObjectBrief } from '../../../contract/object-brief.ts'
import type { ObjectList } from '../../../contract/register.ts'
import { get } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { List } from '../../../ui/list.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { FieldNote, FixedField, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say, t } from '../../messages.ts'
import { may, useSession } from '../../session.ts'
import { useAct } from '../../use-act.ts'
import { useDraft } from '../../use-draft.ts'

/** `object`: the thing it is about; then the place is where it stands. */
type Place = { name: string; lon: number; lat: number; object?: string }
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

/** So many objects stand under the areas: more is a search of the register. */
const mostObjects = 6

/** Objects whose name, address or number holds what was typed; for those who read the register. */
function useObjects(q: string) {
  const reads = may(useSession(), 'object.read')
  return useQuery({
    queryKey: ['object-search', q],
    queryFn: ({ signal }) => get<z.infer<typeof ObjectList>>('/objects', { q, limit: mostObjects }, signal),
    enabled: reads && q.length > 1,
  })
}

type Found = { key: string; name: string; note: string; place: Place }

function PlaceField({ place, onPlace }: { place: Place | null; onPlace: (place: Place | null) => void }): ReactNode {
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const things = useObjects(q)
  const found = useQuery({
    queryKey: ['area-search', q],
    queryFn: ({ signal }) => get<z.infer<typeof AreaFound>>('/areas', { q }, signal),
    enabled: q.length > 0,
  })
  if (place)
    return (
      <div className="row bottom">
        <div className="grow">
          <FixedField label={t('new.place')} value={place.name} hint={t(place.object ? 'new.place-object' : 'new.place-hint')} />
        </div>
        <Button onPress={() => onPlace(null)}>{t('new.place-other')}</Button>
      </div>
    )
  const objects: Found[] = (things.data?.rows ?? []).map(({ id, name, areaName, lon, lat }) => ({
    ...{ key: id, name, note: areaName, place: { name, lon, lat, object: id } },
  }))
  const areas = (found.data?.rows ?? []).flatMap(({ code, name, above, lon, lat }): Found[] =>
    lon === null || lat === null
      ? []
      : [{ key: code, name, note: above.join(' '), place: { name: [...above, name].join(' '), lon, lat } }],
  )
  const rows = [...areas, ...objects]
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
            keyOf={(a) => a.key}
            words={(a) => a.name}
            current={null}
            onCurrent={(key) => {
              const one = rows.find((r) => r.key === key)
              if (one) onPlace(one.place)
            }}
            none={<p className="meta state">{t('new.place-none')}</p>}
            rowOf={(a) => (
              <>
                <span />
                <span className="h">{a.name}</span>
                <span className="meta">{a.note}</span>
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
  const act = useAct()
  const [type, setType] = useState<string | null>(null)
  const [place, setPlace] = useState<Place | null>(null)
  const types = useTypes(place?.object)
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
      <PlaceField place={place} onPlace={setPlace} />
      <TextField label={t('new.address')} value={address} onChange={setAddress} maxLength={200} />
      <TextField label={t('new.content')} lines={3} value={content} onChange={setContent} maxLength={1000} />
    </Dialog>
  )
}
