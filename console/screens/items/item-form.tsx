import { type ReactNode, useState } from 'react'
import type { BusinessItem, ItemDone } from '../../../contract/business-item.ts'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { packWords } from '../../../ui/pack-words.ts'
import { SelectField } from '../../../ui/select-field.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { UnitField } from '../../parts/act-form/unit-field.tsx'
import { ReasonForm } from '../../parts/reason-form.tsx'
import { usePackWords } from '../../parts/use-pack-words.ts'
import { useAct } from '../../use-act.ts'
import { PlainForm } from '../admin/plain-form.tsx'
import { type LimitDraft, limitDraft, limitText, limitUnitIds } from './limit-draft.ts'
import { g } from './words.ts'

type Texts = { code: string; name: string; trigger: string; basis: string; type: string }
type Draft = Texts & { unit: string | null; accept: LimitDraft; finish: LimitDraft }

const draftOf = (item: BusinessItem | undefined): Draft => ({
  ...{ code: item?.code ?? '', name: item?.name ?? '', trigger: item?.trigger ?? '', basis: item?.basis ?? '' },
  ...{ type: item?.type ?? '', unit: item?.unit.id ?? null },
  ...{ accept: limitDraft(item?.accept), finish: limitDraft(item?.finish) },
})

/** The longest each text may be: the server says the same and refuses what is longer. */
const longest = { code: 40, name: 120, trigger: 200, basis: 300 } as const

type Props = { item?: BusinessItem; onDone: (code: string) => void; onClose: () => void }

/** Registers a business item, or changes one: only what was written anew is sent, of the version that was looked at. */
export function ItemForm({ item, onDone, onClose }: Props): ReactNode {
  const [begun] = useState(() => draftOf(item))
  const [draft, setDraft] = useState(begun)
  const act = useAct()
  const set = (next: Partial<Draft>) => {
    // What was refused is about what stood there before.
    if (act.error) act.clear()
    setDraft({ ...draft, ...next })
  }
  const limits = { accept: limitText(draft.accept), finish: limitText(draft.finish) }
  const missing = !draft.code.trim() || !draft.name.trim() || !draft.unit
  const off = missing ? g('fill-in') : limits.accept === null || limits.finish === null ? g('faults') : null
  const send = async () => {
    const { accept: _, finish: __, code, ...texts } = draft
    const body = item ? { version: item.version, ...changedOf(begun, draft) } : { code, ...texts, ...limits }
    const done = await act.run<ItemDone>(item ? `/business-items/${encodeURIComponent(item.code)}` : '/business-items', body)
    if (!done) return
    const said = !item ? 'done-registered' : done.changed > 0 ? 'done-changed' : 'done-unchanged'
    toast({ words: g(said, { name: draft.name.trim(), n: done.changed }) })
    onDone(done.code)
  }
  const text = (name: keyof typeof longest, required = false, hint?: string) => (
    <TextField
      label={g(name)}
      value={draft[name]}
      onChange={(value) => set({ [name]: value })}
      {...{ maxLength: longest[name], required, ...(hint ? { hint } : {}) }}
    />
  )
  return (
    <PlainForm
      title={item ? g('change-one', { name: item.name }) : g('register-one')}
      heading="h2"
      note={item && <p className="code">{item.code}</p>}
      verb={g(item ? 'save' : 'register')}
      off={off}
      act={act}
      onSend={() => void send()}
      onClose={onClose}
    >
      {!item && text('code', true, g('code-hint'))}
      {text('name', true)}
      <UnitField
        label={g('unit')}
        required
        value={draft.unit}
        {...(item ? { known: item.unit.name } : {})}
        onChange={(unit) => set({ unit })}
      />
      <TypeField value={draft.type} onChange={(type) => set({ type })} />
      {text('trigger')}
      <LimitField what={g('accept')} value={draft.accept} onChange={(accept) => set({ accept })} />
      <LimitField what={g('finish')} value={draft.finish} onChange={(finish) => set({ finish })} />
      {text('basis')}
    </PlainForm>
  )
}

/** What is another text now than when the form was opened. */
function changedOf(begun: Draft, draft: Draft): Record<string, string | null> {
  const said = (one: Draft) => ({
    ...{ name: one.name, unit: one.unit, type: one.type, trigger: one.trigger, basis: one.basis },
    ...{ accept: limitText(one.accept), finish: limitText(one.finish) },
  })
  const [from, to] = [said(begun), said(draft)]
  return Object.fromEntries(Object.entries(to).filter(([field, value]) => value !== from[field as keyof typeof from]))
}

const none = '-'

/** The event type that begins it: of the packs in force; one that is gone stays where it stood. */
function TypeField({ value, onChange }: { value: string; onChange: (type: string) => void }): ReactNode {
  const say = usePackWords()
  const known = Object.keys(packWords.use()?.types ?? {})
  const types = value === '' || known.includes(value) ? known : [value, ...known]
  return (
    <SelectField
      label={g('type')}
      choices={[{ id: none, label: g('type-none') }, ...types.map((id) => ({ id, label: say('types', id), note: id }))]}
      value={value === '' ? none : value}
      onChange={(id) => onChange(id === none ? '' : id)}
    />
  )
}

type LimitProps = { what: string; value: LimitDraft; onChange: (next: LimitDraft) => void }

/** A limit with its unit said; without a unit none is known. */
function LimitField({ what, value, onChange }: LimitProps): ReactNode {
  return (
    <div className="it-limit">
      <TextField
        label={g('limit-n', { what })}
        kind="number"
        value={value.n}
        onChange={(n) => onChange({ ...value, n })}
        error={limitText(value) === null ? g('limit-wrong') : null}
      />
      <SelectField
        label={g('limit-unit', { what })}
        choices={[{ id: none, label: g('limit-none') }, ...limitUnitIds.map((id) => ({ id, label: g(`limit.${id}`) }))]}
        value={value.unit === '' ? none : value.unit}
        onChange={(id) => {
          const unit = limitUnitIds.find((one) => one === id) ?? ''
          onChange(unit === '' ? limitDraft(null) : { ...value, unit })
        }}
      />
      {value.unit !== '' && (
        <Checkbox value={value.next} onChange={(next) => onChange({ ...value, next })}>
          {g('limit-next', { what })}
        </Checkbox>
      )}
    </div>
  )
}

/** Stops an item, or takes one up again; both need a reason that stays in its history. */
export function StopForm({ item, onDone }: { item: BusinessItem; onDone: () => void }): ReactNode {
  const act = useAct()
  const stopped = item.state === 'stopped'
  const send = async (reason: string) => {
    const body = { version: item.version, state: stopped ? 'in-force' : 'stopped', reason }
    const done = await act.run<ItemDone>(`/business-items/${encodeURIComponent(item.code)}`, body)
    if (done) onDone()
    return done
  }
  return (
    <ReasonForm
      draft={`business-item.${item.code}.${stopped ? 'resume' : 'stop'}`}
      title={g(stopped ? 'resume-one' : 'stop-one', { name: item.name })}
      {...(stopped ? {} : { note: g('stop-note') })}
      verb={g(stopped ? 'resume' : 'stop')}
      most={300}
      act={act}
      onSend={send}
      onCancel={onDone}
    />
  )
}
