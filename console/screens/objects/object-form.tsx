import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import type { ObjectDone, ObjectEntry, ObjectKind } from '../../../contract/register.ts'
import { SelectField } from '../../../ui/select-field.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say, t } from '../../messages.ts'
import { UnitField } from '../../parts/act-form/unit-field.tsx'
import { useAct } from '../../use-act.ts'
import { PlainForm } from '../admin/plain-form.tsx'
import { DetailField } from './detail-field.tsx'
import { type Draft, draftOf, readDraft } from './draft.ts'
import { t as second } from './second/words.ts'
import { noWhy, WhyFields, whyBody, whyMissing } from './why/why-fields.tsx'

type Done = z.infer<typeof ObjectDone>
type Props = {
  kind: Pick<ObjectKind, 'kind' | 'name' | 'details' | 'rated'>
  /** the object that is changed; left out for a new one */
  entry?: ObjectEntry
  onDone: (id: string) => void
  onClose: () => void
}

/** Registers an object, or changes one: only what was written anew is sent, so that two people change two fields of one object. */
export function ObjectForm({ kind, entry, onDone, onClose }: Props): ReactNode {
  const [begun] = useState(() => draftOf(kind.details, entry))
  const [draft, setDraft] = useState<Draft>(begun)
  const [why, setWhy] = useState(noWhy)
  const act = useAct()
  const { wish, faults } = readDraft(kind.details, begun, draft)
  const missing = !draft.code.trim() || !draft.name.trim() || !draft.lon.trim() || !draft.lat.trim()
  const asked = entry ? ratedOf(kind.rated, wish) : []
  const off = missing ? t('admin.fill-in') : Object.keys(faults).length > 0 ? t('objects.faults') : whyMissing(asked, why)
  const set = (next: Partial<Draft>) => setDraft({ ...draft, ...next })
  const send = async () => {
    const body = entry ? { version: entry.version, ...wish, ...whyBody(asked, why) } : { kind: kind.kind, ...wish }
    const done = await act.run<Done>(entry ? `/objects/${encodeURIComponent(entry.id)}/change` : '/objects', body)
    if (!done) return
    if (done.waits) toast({ words: second('asked', { name: draft.name }) })
    else
      toast({
        words: t(!entry ? 'objects.registered' : done.changed ? 'objects.changed' : 'objects.unchanged', { name: draft.name }),
      })
    onDone(done.id)
  }
  const text = (
    name: 'code' | 'name' | 'lon' | 'lat' | 'address' | 'owner',
    more: { required?: boolean; hint?: string } = {},
  ) => (
    <TextField
      label={t(`objects.field.${name}`)}
      value={draft[name]}
      onChange={(value) => set({ [name]: value })}
      error={faults[name] ?? null}
      maxLength={name === 'address' ? 200 : 80}
      {...more}
    />
  )
  return (
    <PlainForm
      title={entry ? t('objects.change-this', { name: entry.name }) : t('objects.register-a', { kind: say(kind.name) })}
      verb={t(entry ? 'objects.save' : 'objects.register')}
      off={off}
      act={act}
      onSend={() => void send()}
      onClose={onClose}
    >
      {text('code', { required: true })}
      {text('name', { required: true })}
      {text('lon', { required: true, hint: t('objects.place-hint') })}
      {text('lat', { required: true })}
      {text('address')}
      <OwnerFields draft={draft} set={set} owner={text('owner')} />
      <Units draft={draft} set={set} entry={entry} />
      {Object.entries(kind.details).map(([id, detail]) => (
        <DetailField
          key={id}
          detail={detail}
          value={draft.details[id] ?? ''}
          onChange={(value) => set({ details: { ...draft.details, [id]: value } })}
          error={faults[`details/${id}`] ?? null}
        />
      ))}
      {entry && <WhyFields fields={asked} details={kind.details} object={entry.id} why={why} onChange={setWhy} />}
    </PlainForm>
  )
}

/** The fields of a wish the risk follows from. */
const ratedOf = (rated: readonly string[], { details = {}, ...plain }: Record<string, unknown>): string[] => {
  const given = [...Object.keys(plain), ...Object.keys(details as object).map((id) => `details/${id}`)]
  return rated.filter((field) => given.includes(field))
}

type Part = { draft: Draft; set: (next: Partial<Draft>) => void }

function OwnerFields({ draft, set, owner }: Part & { owner: ReactNode }): ReactNode {
  const choices = ['', 'owned', 'ownerless'] as const
  return (
    <>
      <SelectField
        label={t('objects.field.ownerKind')}
        choices={choices.map((id) => ({ id: id || '-', label: t(id ? `objects.ownerKind.${id}` : 'objects.unknown') }))}
        value={draft.ownerKind || '-'}
        onChange={(id) => set({ ownerKind: id === '-' ? '' : id })}
      />
      {owner}
    </>
  )
}

function Units({ draft, set, entry }: Part & { entry: ObjectEntry | undefined }): ReactNode {
  const field = (name: 'dutyUnit' | 'maintainerUnit', known: string | null | undefined) => (
    <UnitField
      label={t(`objects.field.${name}`)}
      required={false}
      {...(entry ? { area: entry.area } : {})}
      value={draft[name]}
      {...(known ? { known } : {})}
      onChange={(unit) => set({ [name]: unit })}
    />
  )
  return (
    <>
      {field('dutyUnit', entry?.dutyUnitName)}
      {field('maintainerUnit', entry?.maintainerUnitName)}
    </>
  )
}
