import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Details } from '../../../../contract/detail.ts'
import { leastReason, mostEvidence, mostReason, saysWhy } from '../../../../contract/rated-change.ts'
import { ApiError } from '../../../../ui/api.ts'
import { Button } from '../../../../ui/button.tsx'
import { Checkbox } from '../../../../ui/checkbox.tsx'
import { FileButton } from '../../../../ui/file-button.tsx'
import { comma } from '../../../../ui/t.ts'
import { FieldNote, TextField } from '../../../../ui/text-field.tsx'
import { documentsQuery } from '../documents/document-queries.ts'
import { fieldWords } from '../value-words.ts'
import { mostPhotoBytes, sendPhoto } from './send-photo.ts'
import { t } from './words.ts'
import './why.css'

/** Why something is changed, as it is written: words, photos that were sent, papers that were ticked. */
export type Why = { reason: string; photos: readonly { file: string; name: string }[]; papers: readonly string[] }
export const noWhy: Why = { reason: '', photos: [], papers: [] }

/** What is missing before a change of rated fields can be sent; null: nothing. Whether evidence is needed the server says. */
export const whyMissing = (fields: readonly string[], { reason }: Why): string | null =>
  fields.length === 0 || saysWhy(reason) ? null : t('short', { n: leastReason })

/** What is sent with a change. */
export const whyBody = (fields: readonly string[], { reason, photos, papers }: Why) =>
  fields.length === 0 ? {} : { reason: reason.trim(), evidence: [...photos.map(({ file }) => file), ...papers] }

type Props = {
  /** the rated fields that are changed */
  fields: readonly string[]
  details: Details
  /** whose papers may be ticked; left out: several objects are changed, photos only */
  object?: string
  why: Why
  onChange: (why: Why) => void
}

/** Asked once where the risk follows from what is changed: a reason, and what proves it. */
export function WhyFields({ fields, details, object, why, onChange }: Props): ReactNode {
  if (fields.length === 0) return null
  const said = (all: readonly string[]) => all.map((field) => fieldWords(field, details)).join(comma())
  const proven = fields.filter((field) => details[field.replace(/^details\//, '')]?.proof)
  const attached = why.photos.length + why.papers.length
  return (
    <section className="why-fields" aria-label={t('title')}>
      <h4>{t('title')}</h4>
      <p className="meta wrap-anywhere">{t('asked', { fields: said(fields) })}</p>
      <TextField
        label={t('reason')}
        hint={t('reason-hint', { n: leastReason })}
        required
        lines={3}
        maxLength={mostReason}
        value={why.reason}
        onChange={(reason) => onChange({ ...why, reason })}
      />
      <p className={proven.length > 0 ? 'b wrap-anywhere' : 'meta'}>
        {proven.length > 0 ? t('proof', { fields: said(proven) }) : t('evidence')}
      </p>
      {object !== undefined && <Papers object={object} why={why} onChange={onChange} full={attached >= mostEvidence} />}
      <Photos why={why} onChange={onChange} full={attached >= mostEvidence} />
    </section>
  )
}

type Part = Pick<Props, 'why' | 'onChange'> & { full: boolean }

function Papers({ object, why, onChange, full }: Part & { object: string }): ReactNode {
  const papers = useQuery(documentsQuery(object)).data?.rows.filter(({ withdrawn }) => withdrawn === null) ?? []
  return (
    <fieldset className="why-papers">
      <legend className="meta">{t('papers')}</legend>
      {papers.length === 0 && <p className="meta">{t('no-papers')}</p>}
      {papers.map(({ id, file, title }) => (
        <Checkbox
          key={id}
          value={why.papers.includes(file)}
          disabled={full && !why.papers.includes(file)}
          onChange={(on) => onChange({ ...why, papers: on ? [...why.papers, file] : why.papers.filter((one) => one !== file) })}
        >
          {title}
        </Checkbox>
      ))}
    </fieldset>
  )
}

function Photos({ why, onChange, full }: Part): ReactNode {
  const [share, setShare] = useState<number | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const send = async (photo: File) => {
    setProblem(photo.size > mostPhotoBytes ? t('too-large') : null)
    if (photo.size > mostPhotoBytes) return
    setShare(0)
    try {
      const file = await sendPhoto(photo, setShare)
      onChange({ ...why, photos: [...why.photos, { file, name: photo.name }] })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setProblem(error.message)
    } finally {
      setShare(null)
    }
  }
  return (
    <div className="col">
      {full ? (
        <p className="meta">{t('most', { n: mostEvidence })}</p>
      ) : (
        <FileButton label={t('photo')} accept="image/jpeg,image/png,image/webp" onPick={(photo) => void send(photo)} />
      )}
      {share !== null && <p role="status">{t('sending', { n: Math.round(share * 100) })}</p>}
      <FieldNote error={problem} />
      {why.photos.map(({ file, name }) => (
        <p key={file} className="row">
          <span className="el grow">{name}</span>
          <Button
            small
            kind="ghost"
            icon="x"
            label={t('drop', { name })}
            onPress={() => onChange({ ...why, photos: why.photos.filter((one) => one.file !== file) })}
          />
        </p>
      ))}
    </div>
  )
}
