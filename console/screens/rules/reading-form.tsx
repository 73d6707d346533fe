import type { ReactNode } from 'react'
import type { RuleVocabulary } from '../../../contract/rules.ts'
import { t } from '../../messages.ts'
import { ChoicePart, named, type Part } from './form-parts.tsx'

/** A reading, of the own device or of another kind. */
export type ReadingOf = { reading: string; device?: string | undefined }
const own = '-'

export function ReadingForm({ value, onChange, words }: Part<ReadingOf> & { words: RuleVocabulary }): ReactNode {
  const devices = [{ id: own, label: t('rules.part.own-device') }, ...named(words.deviceKinds)]
  return (
    <>
      <ChoicePart
        label={t('rules.part.reading')}
        value={value.reading}
        choices={named(words.readings)}
        onChange={(reading) => onChange({ ...value, reading })}
      />
      <ChoicePart
        label={t('rules.part.device')}
        value={value.device ?? own}
        choices={devices}
        onChange={(device) => onChange(device === own ? { reading: value.reading } : { ...value, device })}
      />
    </>
  )
}
