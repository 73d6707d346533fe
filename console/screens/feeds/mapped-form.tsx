import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import type { MappedFeedList, MappedFeedRow, MappedKind, Preview } from '../../../contract/mapped-feed.ts'
import { post } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { FileButton } from '../../../ui/file-button.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { UnitField } from '../../parts/act-form/unit-field.tsx'
import { useAct } from '../../use-act.ts'
import { PlainForm } from '../admin/plain-form.tsx'
import { type Draft, draftOf, emptyDraft, lookOf, mappingOf, namedColumns } from './mapping-draft.ts'
import { MappingFields } from './mapping-fields.tsx'
import { emptyNames, isNamed, mappingOfNames, type Names, namesOf } from './mapping-names.ts'
import { NameFields } from './name-fields.tsx'
import { PreviewTable } from './preview-table.tsx'
import { emptyPull, type PullDraft, PullFields, pullDraft, pullOf } from './pull-fields.tsx'
import { t } from './words.ts'

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
  const [kind, setKind] = useState<MappedKind>(feed?.kind ?? 'file')
  const [pull, setPull] = useState<PullDraft>(feed?.pull ? pullDraft(feed.pull) : emptyPull)
  const [group, setGroup] = useState(feed?.group ?? '')
  const known = feed && isNamed(feed.kind) ? namesOf(feed.kind, feed.mapping) : null
  const [names, setNames] = useState<Names>(known ?? emptyNames)
  const [draft, setDraft] = useState<Draft>(feed && !known ? draftOf(feed.mapping) : emptyDraft)
  const [sample, setSample] = useState<Sample | null>(null)
  const act = useAct()
  const preview = usePreview({ sample, unit, draft })
  const mapping = isNamed(kind) && draft.text === null ? mappingOfNames(kind, names) : mappingOf(draft)
  const missing = kind === 'poll' ? !pullOf(pull) : isNamed(kind) && (key === nobody || (kind === 'sparkplug' && !group.trim()))
  const off =
    mapping === 'broken'
      ? t('mapped.broken')
      : !name.trim() || !unit || !mapping || missing
        ? t(isNamed(kind) ? 'mapped.fill-in-names' : 'mapped.fill-in')
        : null
  const send = async () => {
    const body = {
      ...{ name: name.trim(), kind, unit, key: key === nobody ? null : key, on, mapping },
      pull: kind === 'poll' ? pullOf(pull) : null,
      group: kind === 'sparkplug' ? group.trim() : null,
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
      <UnitField label={t('mapped.unit')} required {...(feed ? { known: feed.unitName } : {})} value={unit} onChange={setUnit} />
      {!feed && (
        <SelectField
          label={t('mapped.kind')}
          choices={kindsFor(list).map((id) => ({ id, label: t(`mapped.kind.${id}`) }))}
          value={kind}
          onChange={(id) => setKind(id as MappedKind)}
        />
      )}
      {kind === 'poll' && <PullFields pull={pull} pulls={list.pulls} onChange={setPull} />}
      {kind === 'sparkplug' && <TextField label={t('mapped.group')} required value={group} onChange={setGroup} maxLength={80} />}
      <SelectField
        label={t('mapped.key')}
        choices={[
          // Nobody brings by hand what a broker or an edge node says.
          { id: nobody, label: t(isNamed(kind) ? 'mapped.key-first' : 'mapped.no-key') },
          ...list.keys.map((one) => ({ id: one.id, label: `${one.name} · ${one.id}` })),
        ]}
        value={key}
        onChange={setKey}
      />
      <TextField label={t('mapped.expect')} kind="number" value={minutes} onChange={setMinutes} maxLength={6} />
      {!isNamed(kind) && <SampleField onSample={(file) => setSample((before) => ({ file, nth: (before?.nth ?? 0) + 1 }))} />}
      {feed && (
        <Checkbox value={on} onChange={setOn}>
          {t('mapped.on')}
        </Checkbox>
      )}
      {isNamed(kind) && draft.text === null ? (
        <NameFields kind={kind} names={names} readings={list.readings} onChange={setNames} />
      ) : (
        <MappingFields
          draft={draft}
          columns={columns}
          sheets={preview.data?.sheets ?? []}
          readings={list.readings}
          onChange={(more) => setDraft({ ...draft, ...more })}
        />
      )}
      <div className="row">
        <Button small onPress={() => setDraft({ ...draft, text: draft.text === null ? textOf(mapping) : null })}>
          {t(draft.text === null ? 'mapped.plain' : 'mapped.by-fields')}
        </Button>
      </div>
      {!isNamed(kind) && <PreviewTable query={preview} readings={list.readings} />}
    </PlainForm>
  )
}

const textOf = (mapping: object | 'broken' | null): string => JSON.stringify(mapping ?? {}, null, 2)
/** Somebody can be asked only where the settings name them. */
const kindsFor = ({ pulls }: MappedFeedList): MappedKind[] => [
  'file',
  ...(pulls.length > 0 ? (['poll'] as const) : []),
  ...(['ngsi-ld', 'sparkplug'] as const),
]

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
  return <FileButton label={t('mapped.sample')} accept=".csv,.xlsx,.json,.txt" onPick={read} />
}
