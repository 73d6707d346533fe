import type { ReactNode } from 'react'
import type { MappedFeedList, Pull } from '../../../contract/mapped-feed.ts'
import { SelectField } from '../../../ui/select-field.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { t } from './words.ts'

export type PullDraft = { name: string | null; path: string; seconds: string }
export const emptyPull: PullDraft = { name: null, path: '/', seconds: '60' }
export const pullDraft = ({ name, path, everyS }: Pull): PullDraft => ({ name, path, seconds: String(everyS) })

/** As the server takes it; null while something is missing. */
export function pullOf({ name, path, seconds }: PullDraft): Pull | null {
  const everyS = Math.round(Number(seconds))
  return name && path.startsWith('/') && everyS >= 10 ? { name, path: path.trim(), everyS } : null
}

type Props = { pull: PullDraft; pulls: MappedFeedList['pulls']; onChange: (pull: PullDraft) => void }

/** Whom to ask, for what, how often. Addresses and secrets come from the file of the platform, so they are chosen, not typed. */
export function PullFields({ pull, pulls, onChange }: Props): ReactNode {
  return (
    <>
      <SelectField
        label={t('mapped.source')}
        hint={t('mapped.source-how')}
        required
        choices={pulls.map(({ name, origin }) => ({ id: name, label: `${name} · ${origin}` }))}
        value={pull.name}
        onChange={(name) => onChange({ ...pull, name })}
      />
      <TextField
        label={t('mapped.path')}
        required
        value={pull.path}
        onChange={(path) => onChange({ ...pull, path })}
        maxLength={500}
      />
      <TextField
        label={t('mapped.every')}
        required
        kind="number"
        value={pull.seconds}
        onChange={(seconds) => onChange({ ...pull, seconds })}
        maxLength={5}
      />
    </>
  )
}
