import type { ReactNode } from 'react'
import { useLoadedPackWords } from '../../../ui/pack-words.ts'
import { SelectField } from '../../../ui/select-field.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { say } from '../../messages.ts'
import { fieldWords, t } from './registry-words.ts'
import { isHeard, withSource } from './vital-count-draft.ts'

type Props = {
  fields: Readonly<Record<string, string>>
  wrong: readonly string[]
  /** it is counted in a way the form cannot say: that stays */
  kept: boolean
  set: (path: string, text: string) => void
}

/** 数值怎么来: told by people and systems, or counted from what devices send. */
export function CountForm({ fields, wrong, kept, set }: Props): ReactNode {
  const words = useLoadedPackWords()
  if (kept) return <p className="meta">{t('form.count-kept')}</p>
  const of = fields['count.of'] ?? 'told'
  const kind = fields['count.kind'] || null
  return (
    <>
      <SelectField
        label={fieldWords('count.of')}
        choices={(['told', 'readings', 'devices'] as const).map((id) => ({ id, label: t(`count.of.${id}`) }))}
        value={of}
        onChange={(id) => {
          for (const [path, text] of Object.entries(withSource(fields, id))) set(path, text)
        }}
        required
      />
      {isHeard(of) && (
        <SelectField
          label={fieldWords('count.kind')}
          choices={Object.entries(words?.devices ?? {}).map(([id, name]) => ({ id, label: say(name) }))}
          value={kind}
          onChange={(id) => set('count.kind', id)}
          required
        />
      )}
      {of === 'readings' && (
        <SelectField
          label={fieldWords('count.reading')}
          choices={(words?.measures[kind ?? ''] ?? []).map((id) => ({
            ...{ id, label: say(words?.readings[id] ?? { zh: id, en: id }), note: words?.units[id] ?? '' },
          }))}
          value={fields['count.reading'] || null}
          onChange={(id) => set('count.reading', id)}
          required
        />
      )}
      {of === 'readings' && fields.aggregation === 'ratio' && <Range {...{ fields, wrong, set }} />}
      {isHeard(of) && <p className="meta">{t(`form.count-how.${of}`)}</p>}
    </>
  )
}

/** Which share of the readings counts: those within a range, or outside it. */
function Range({ fields, wrong, set }: Omit<Props, 'kept'>): ReactNode {
  return (
    <>
      <SelectField
        label={fieldWords('count.range')}
        choices={(['inside', 'outside'] as const).map((id) => ({ id, label: t(`count.range.${id}`) }))}
        value={fields['count.range'] ?? 'inside'}
        onChange={(id) => set('count.range', id)}
        required
      />
      {['count.least', 'count.most'].map((path) => (
        <TextField
          key={path}
          label={fieldWords(path)}
          value={fields[path] ?? ''}
          onChange={(text) => set(path, text)}
          error={wrong.includes(path) ? t('form.number') : null}
          maxLength={20}
        />
      ))}
    </>
  )
}
