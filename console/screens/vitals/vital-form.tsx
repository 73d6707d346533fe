import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { readBands } from '../../../contract/vital-band.ts'
import { boards, gathered, townBoards } from '../../../contract/vital-boards.ts'
import { parseFormula } from '../../../contract/vital-formula.ts'
import {
  type VitalTier,
  vitalAggregations,
  vitalAnswers,
  vitalCadences,
  vitalDirections,
  vitalOverTimes,
  vitalTiers,
} from '../../../contract/vital-kinds.ts'
import type { VitalDone, VitalEntry } from '../../../contract/vital-registry.ts'
import { readRules } from '../../../contract/vital-rule.ts'
import { SelectField } from '../../../ui/select-field.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { codeOf } from '../../frame/use-area.ts'
import { t as common, say } from '../../messages.ts'
import { UnitField } from '../../parts/act-form/unit-field.tsx'
import { useOwnArea } from '../../parts/own-area.tsx'
import { useSession } from '../../session.ts'
import { useAct } from '../../use-act.ts'
import { PlainForm } from '../admin/plain-form.tsx'
import { fieldWords, t } from './registry-words.ts'
import { AboveForm } from './vital-above-form.tsx'
import { countFields, countMissing } from './vital-count-draft.ts'
import { CountForm } from './vital-count-form.tsx'
import { type Fields, fieldsOf, readFields } from './vital-draft.ts'
import { tracksQuery } from './vital-queries.ts'
import { t as vitals } from './words.ts'

type Props = { entry: VitalEntry | null; onDone: (code: string) => void; onClose: () => void }
type Part = { fields: Fields; set: (path: string, text: string) => void; wrong: readonly string[] }

const needed = ['code', 'name.zh', 'name.en', 'board', 'track', 'unit.zh', 'unit.en', 'decimals', 'dueMinutes', 'source.zh']

/** Writes a definition: a new one is registered, a known one kept as a draft over the version in force. */
export function VitalForm({ entry, onDone, onClose }: Props): ReactNode {
  const [fields, setFields] = useState<Fields>(() => fieldsOf(entry?.draft?.definition ?? entry?.definition ?? null))
  const act = useAct()
  const session = useSession()
  const count = (entry?.draft?.definition ?? entry?.definition)?.count
  const { definition, wrong } = readFields({ ...fields, 'source.en': fields['source.en'] || (fields['source.zh'] ?? '') }, count)
  const home = useOwnArea()
  const missing = needed.some((path) => !fields[path]?.trim()) || countMissing(fields) || (!entry && !home.area)
  const part = { fields, wrong, set: (path: string, text: string) => setFields((before) => ({ ...before, [path]: text })) }
  const send = async () => {
    const code = fields.code?.trim() ?? ''
    // The whole city's vitals have no home of their own; anybody else registers at theirs.
    const path = session.scope.length > 1 ? (home.area?.path ?? '') : session.home.path
    const own = path.split('/').filter(Boolean).length > 1 ? { home: codeOf(path) } : {}
    const done = entry
      ? await act.run<VitalDone>(`/vitals/${encodeURIComponent(code)}/draft`, { definition, version: entry.version }, 'PUT')
      : await act.run<VitalDone>('/vitals', { definition, ...own })
    if (!done) return
    const registered = done.waits ? 'second.registered' : 'form.registered'
    toast({ words: entry ? t('form.saved') : t(registered, { name: fields['name.zh'] ?? code }) })
    onDone(code)
  }
  return (
    <PlainForm
      heading="h2"
      title={entry ? t('form.change', { name: say(entry.definition.name) }) : t('form.new')}
      note={<p className="meta">{t(entry ? 'form.note-change' : 'form.note-new')}</p>}
      verb={t(entry ? 'form.save' : 'form.register')}
      off={missing ? common('admin.fill-in') : wrong.length > 0 ? t('form.faults') : null}
      act={act}
      onSend={() => void send()}
      onClose={onClose}
    >
      {!entry && home.field}
      <What {...part} isNew={!entry} />
      <How {...part} />
      <CountForm {...part} kept={countFields(count) === null} />
      <Ranges {...part} />
      <Whence {...part} ownerName={entry?.ownerName ?? null} />
    </PlainForm>
  )
}

function Text({ path, part, required = false }: { path: string; part: Part; required?: boolean }): ReactNode {
  return (
    <TextField
      label={fieldWords(path)}
      value={part.fields[path] ?? ''}
      onChange={(text) => part.set(path, text)}
      error={part.wrong.includes(path) ? t('form.number') : null}
      required={required}
      maxLength={200}
    />
  )
}

type ChoiceProps = { path: string; part: Part; choices: { id: string; label: string }[]; required?: boolean }
function Choose({ path, part, choices, required = true }: ChoiceProps): ReactNode {
  return (
    <SelectField
      label={fieldWords(path)}
      choices={choices}
      value={part.fields[path] || null}
      onChange={(id) => part.set(path, id)}
      required={required}
    />
  )
}

/** A city or a district writes on the eight boards, a town on its four; both are offered, and the server holds to it. */
function What({ isNew, ...part }: Part & { isNew: boolean }): ReactNode {
  const board = part.fields.board ?? ''
  const known = useQuery(tracksQuery()).data?.rows ?? []
  const tracks = known
    .filter((one) => gathered(board).includes(one.board) && (one.stoppedAt === null || one.code === part.fields.track))
    .map(({ code, name, stoppedAt }) => ({ id: code, label: stoppedAt ? t('track.is-stopped', { name: say(name) }) : say(name) }))
  return (
    <>
      {isNew && <Text path="code" part={part} required />}
      <Text path="name.zh" part={part} required />
      <Text path="name.en" part={part} required />
      <Choose
        path="board"
        part={part}
        choices={Object.entries({ ...boards, ...townBoards }).map(([id, words]) => ({ id, label: say(words) }))}
      />
      <Choose path="track" part={part} choices={tracks} />
      <Text path="objectKind" part={part} />
      <Text path="unit.zh" part={part} required />
      <Text path="unit.en" part={part} required />
      <Text path="decimals" part={part} required />
    </>
  )
}

function How(part: Part): ReactNode {
  const isRatio = part.fields.aggregation === 'ratio'
  return (
    <>
      <Choose
        path="aggregation"
        part={part}
        choices={vitalAggregations.map((id) => ({ id, label: vitals(`vitals.aggregation.${id}`) }))}
      />
      {isRatio &&
        ['times', 'numerator.zh', 'numerator.en', 'denominator.zh', 'denominator.en'].map((path) => (
          <Text key={path} path={path} part={part} required />
        ))}
      {part.fields.aggregation === 'formula' && <FormulaField part={part} />}
      <Choose path="tier" part={part} choices={vitalTiers.map((id) => ({ id, label: vitals(`vitals.tier.${id}`) }))} />
      <Choose path="cadence" part={part} choices={vitalCadences.map((id) => ({ id, label: vitals(`vitals.cadence.${id}`) }))} />
      {part.fields.aggregation !== 'formula' && (
        <Choose
          path="overTime"
          part={part}
          choices={vitalOverTimes.map((id) => ({ id, label: t(`over-time.${id}`) }))}
          required={false}
        />
      )}
      <Text path="dueMinutes" part={part} required />
      <Choose path="direction" part={part} choices={vitalDirections.map((id) => ({ id, label: t(`direction.${id}`) }))} />
    </>
  )
}

/** The formula as one writes it, with what does not fit told at once. */
function FormulaField({ part }: { part: Part }): ReactNode {
  const text = part.fields.formula ?? ''
  return (
    <>
      <TextField
        label={fieldWords('formula')}
        value={text}
        onChange={(given) => part.set('formula', given)}
        error={formulaFault(text)}
        required
        maxLength={400}
      />
      <p className="meta">
        {t('form.formula-how', { like: '{fire.done}', a: '{fire.done}', b: '{gas.done}', c: '{cases.all}' })}
      </p>
      <Text path="times" part={part} />
    </>
  )
}

function formulaFault(text: string): string | null {
  const read = text.trim() === '' ? null : parseFormula(text)
  if (!read) return null
  if (read.ok) return read.never && t('form.formula-zero', { at: read.never.at + 1, found: read.never.found })
  const { at, found } = read.fault
  return found === '' ? t('form.formula-end') : t('form.formula-fault', { at: at + 1, found })
}

/** What divides has a denominator that may be too small. */
const dividing: ReadonlySet<string> = new Set(['ratio', 'formula'])

function Ranges(part: Part): ReactNode {
  return (
    <>
      {['normal.least', 'normal.most', 'hysteresis'].map((path) => (
        <Text key={path} path={path} part={part} />
      ))}
      {dividing.has(part.fields.aggregation ?? '') && <Text path="leastSample" part={part} />}
      <BandsField part={part} />
      <AboveForm {...part} />
      {['possible.least', 'possible.most'].map((path) => (
        <Text key={path} path={path} part={part} />
      ))}
      <Choose
        path="unusual"
        part={{ ...part, fields: { unusual: 'ask', ...part.fields } }}
        choices={vitalAnswers.map((id) => ({ id, label: t(`unusual.${id}`) }))}
        required={false}
      />
      <RulesField part={part} />
    </>
  )
}

/** 分档 as one writes them, with the one that cannot be read told at once. */
function BandsField({ part }: { part: Part }): ReactNode {
  const text = part.fields.bands ?? ''
  const read = readBands(text)
  return (
    <>
      <TextField
        label={fieldWords('bands')}
        value={text}
        onChange={(given) => part.set('bands', given)}
        error={read.ok ? null : t('form.rule-fault', { text: read.fault })}
        maxLength={200}
      />
      <p className="meta">{t('form.bands-how')}</p>
    </>
  )
}

/** 勾稽关系 as one writes them, with the one that cannot be read told at once. */
function RulesField({ part }: { part: Part }): ReactNode {
  const text = part.fields.rules ?? ''
  const read = readRules(text)
  return (
    <>
      <TextField
        label={fieldWords('rules')}
        value={text}
        onChange={(given) => part.set('rules', given)}
        error={read.ok ? null : t('form.rule-fault', { text: read.fault })}
        maxLength={600}
      />
      <p className="meta">{t('form.rules-how')}</p>
    </>
  )
}

function Whence({ ownerName, ...part }: Part & { ownerName: string | null }): ReactNode {
  return (
    <>
      <Text path="source.zh" part={part} required />
      <Text path="source.en" part={part} />
      <Text path="basis" part={part} />
      <UnitField
        label={fieldWords('owner')}
        required={false}
        value={part.fields.owner || null}
        {...(ownerName ? { known: ownerName } : {})}
        onChange={(unit) => part.set('owner', unit ?? '')}
      />
      {part.fields.owner && <Text path="ownerPost" part={part} />}
      <Text path="eventType" part={part} />
      {part.fields.eventType?.trim() && (
        <>
          <Text path="opens.hold" part={part} />
          {part.fields['opens.hold']?.trim() && (
            <>
              <Choose
                path="opens.tier"
                part={part}
                choices={vitalTiers
                  .slice(Math.max(0, vitalTiers.indexOf(part.fields.tier as VitalTier)))
                  .map((id) => ({ id, label: vitals(`vitals.tier.${id}`) }))}
                required={false}
              />
              <Text path="opens.covered" part={part} />
            </>
          )}
          <Text path="opens.causeHours" part={part} />
          <p className="meta">{t('form.opens-how')}</p>
        </>
      )}
    </>
  )
}
