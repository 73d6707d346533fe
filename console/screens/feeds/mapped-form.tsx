import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import type { MappedFeedList, MappedFeedRow, Preview } from '../../../contract/mapped-feed.ts'
import { post } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t } from '../../messages.ts'
import { UnitField } from '../../parts/act-form/unit-field.tsx'
import { useSession } from '../../session.ts'
import { useAct } from '../../use-act.ts'
import { PlainForm } from '../admin/plain-form.tsx'
import { type Draft, draftOf, emptyDraft, lookOf, mappingOf, namedColumns } from './mapping-draft.ts'
import { MappingFields } from './mapping-fields.tsx'
import { PreviewTable } from './preview-table.tsx'
import { emptyPull, type PullDraft, PullFields, pullDraft, pullOf } from './pull-fields.tsx'

type SampleFile = { name: string; data: string }
/** `nth`: how many were chosen before: a file that was edited may have its name and length still. */
type Sample = { file: SampleFile; nth: number }
type Props = { list: MappedFeedList; feed: MappedFeedRow | null; onClose: () => void }
const nobody = 'nobody'

/** A feed, new or changed: whose devices, which column is what; the first rows of a sample show what comes of it. */
export function MappedForm({ list, feed, onClose }: Props): ReactNode {
  const [name, setName] = useState(feed?.name ?? '')
  const [unit, setUnit] = useState<string | null>(feed?.unit ?? null)
  const [key, setKey] = useState(feed?.key ?? nobody)
  const [minutes, setMinutes] = useState(feed?.expectS ? String(feed.expectS / 60) : '')
  const [on, setOn] = useState(feed?.on ?? true)
  const [pull, setPull] = useState<PullDraft | null>(feed?.pull ? pullDraft(feed.pull) : null)
  const [draft, setDraft] = useState<Draft>(feed ? draftOf(feed.mapping) : emptyDraft)
  const [sample, setSample] = useState<Sample | null>(null)
  const act = useAct()
  const session = useSession()
  const preview = usePreview({ sample, unit, draft })
  const mapping = mappingOf(draft)
  const off =
    mapping === 'broken'
      ? t('mapped.broken')
      : !name.trim() || !unit || !mapping || (pull && !pullOf(pull))
        ? t('mapped.fill-in')
        : null
  const send = async () => {
    const kind = feed?.kind ?? (pull ? 'poll' : 'file')
    const body = {
      ...{ name: name.trim(), kind, unit, key: key === nobody ? null : key, on, mapping },
      pull: pull && pullOf(pull),
      group: feed?.group ?? null,
      expectS: Number(minutes) > 0 ? Math.round(Number(minutes) * 60) : null,
      ...(feed ? { version: feed.version } : {}),
    }
    const done = await act.run<{ version: number }>(`/mapped-feeds${feed ? `/${encodeURIComponent(feed.id)}` : ''}`, body)
    if (!done) return
    toast({ words: t('mapped.saved', { name: name.trim(), version: done.version }) })
    onClose()
  }
  const columns = preview.data?.columns.filter((one) => one !== '') ?? namedColumns(draft)
  return (
    <PlainForm
      title={feed ? t('mapped.form-edit', { name: feed.name }) : t('mapped.form-new')}
      verb={t('mapped.save')}
      off={off}
      act={act}
      onSend={() => void send()}
      onClose={onClose}
    >
      <TextField label={t('mapped.name')} required value={name} onChange={setName} maxLength={60} />
      <UnitField
        label={t('mapped.unit')}
        required
        area={session.home.path}
        {...(feed ? { known: feed.unitName } : {})}
        value={unit}
        onChange={setUnit}
      />
      {!feed && list.pulls.length > 0 && (
        <SelectField
          label={t('mapped.kind')}
          choices={(['file', 'poll'] as const).map((id) => ({ id, label: t(`mapped.kind.${id}`) }))}
          value={pull ? 'poll' : 'file'}
          onChange={(kind) => setPull(kind === 'poll' ? emptyPull : null)}
        />
      )}
      {pull && <PullFields pull={pull} pulls={list.pulls} onChange={setPull} />}
      <SelectField
        label={t('mapped.key')}
        choices={[
          { id: nobody, label: t('mapped.no-key') },
          ...list.keys.map((one) => ({ id: one.id, label: `${one.name} · ${one.id}` })),
        ]}
        value={key}
        onChange={setKey}
      />
      <TextField label={t('mapped.expect')} kind="number" value={minutes} onChange={setMinutes} maxLength={6} />
      <SampleField onSample={(file) => setSample((before) => ({ file, nth: (before?.nth ?? 0) + 1 }))} />
      {feed && (
        <Checkbox value={on} onChange={setOn}>
          {t('mapped.on')}
        </Checkbox>
      )}
      <MappingFields
        draft={draft}
        columns={columns}
        sheets={preview.data?.sheets ?? []}
        readings={list.readings}
        onChange={(more) => setDraft({ ...draft, ...more })}
      />
      <div className="row">
        <Button small onPress={() => setDraft({ ...draft, text: draft.text === null ? textOf(draft) : null })}>
          {t(draft.text === null ? 'mapped.plain' : 'mapped.by-fields')}
        </Button>
      </div>
      <PreviewTable query={preview} readings={list.readings} />
    </PlainForm>
  )
}

const textOf = (draft: Draft): string => JSON.stringify(mappingOf(draft) ?? {}, null, 2)

/** What the server makes of the sample under the mapping as it stands; the columns alone while nothing is mapped. */
function usePreview({ sample, unit, draft }: { sample: Sample | null; unit: string | null; draft: Draft }) {
  const given = mappingOf(draft)
  const mapping = useDeferredValue(given === 'broken' ? null : given)
  const look = lookOf(draft)
  return useQuery({
    queryKey: ['mapped-preview', sample?.file.name, sample?.nth, unit, look, mapping],
    queryFn: () => post<Preview>('/mapped-feed-preview', { ...sample!.file, unit, look, mapping }),
    enabled: sample !== null && unit !== null,
    placeholderData: (before) => before,
    retry: false,
  })
}

function SampleField({ onSample }: { onSample: (file: SampleFile) => void }): ReactNode {
  const read = (file: File) => {
    const reader = new FileReader()
    reader.onload = () => onSample({ name: file.name.slice(-120), data: String(reader.result).replace(/^data:[^,]*,/, '') })
    reader.readAsDataURL(file)
  }
  return (
    <label className="col">
      <span className="meta">{t('mapped.sample')}</span>
      <input
        type="file"
        accept=".csv,.xlsx,.json,.txt"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) read(file)
          // The same file, edited, can be chosen again.
          event.target.value = ''
        }}
      />
    </label>
  )
}
