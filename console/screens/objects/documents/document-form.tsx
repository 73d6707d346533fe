import { useQueryClient } from '@tanstack/react-query'
import { type DragEvent, type ReactNode, useState } from 'react'
import { type DocumentKind, documentKinds, mostDocumentBytes } from '../../../../contract/document-kinds.ts'
import type { ObjectDocument } from '../../../../contract/object-document.ts'
import { ApiError } from '../../../../ui/api.ts'
import { Button } from '../../../../ui/button.tsx'
import { serverNow } from '../../../../ui/clock.ts'
import { DateField } from '../../../../ui/date-field.tsx'
import { FileButton } from '../../../../ui/file-button.tsx'
import { SelectField } from '../../../../ui/select-field.tsx'
import { FieldNote, TextField } from '../../../../ui/text-field.tsx'
import { toast } from '../../../../ui/toast.tsx'
import { dayOf } from '../../../rules/city-day.ts'
import { sendPaper } from './document-queries.ts'
import { kindWord, sizeWords, t } from './words.ts'

type Props = { object: string; before: ObjectDocument | null; onClose: () => void }

/** Title a file suggests by its name. */
const titleOf = (name: string): string => name.replace(/\.[^.]+$/, '').slice(0, 80)

/** A paper is dropped or picked, named, given its last day, and sent; or a new version of one. */
export function DocumentForm({ object, before, onClose }: Props): ReactNode {
  const client = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [kind, setKind] = useState<DocumentKind>(before?.kind ?? 'floor-plan')
  const [title, setTitle] = useState(before?.title ?? '')
  const [until, setUntil] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const choose = (given: File) => {
    setProblem(null)
    setFile(given)
    if (title.trim() === '') setTitle(titleOf(given.name))
  }
  const tooLarge = file && file.size > mostDocumentBytes ? t('too-large', { size: sizeWords(file.size) }) : null
  const send = async () => {
    if (!file) return
    setBusy(true)
    setProblem(null)
    const follows = before ? { replaces: before.id, version: String(before.version) } : {}
    try {
      await sendPaper(object, { kind, title: title.trim(), validUntil: until ? dayOf(until) : undefined, ...follows }, file)
      await client.invalidateQueries({ queryKey: ['objects'] })
      toast({ words: t('sent', { title: title.trim() }) })
      onClose()
    } catch (error) {
      if (!(error instanceof ApiError) && !(error instanceof TypeError)) throw error
      setProblem(error.message)
      setBusy(false)
    }
  }
  return (
    <section className="paper-form" aria-label={before ? t('next-title', { title: before.title }) : t('bring-title')}>
      <h4>{before ? t('next-title', { title: before.title }) : t('bring-title')}</h4>
      {before && <p className="meta">{t('next-note')}</p>}
      <Drop onFile={choose} file={file} />
      <FieldNote error={tooLarge ?? problem} />
      {!before && (
        <SelectField
          label={t('kind')}
          required
          choices={documentKinds.map((id) => ({ id, label: kindWord(id) }))}
          value={kind}
          onChange={(id) => setKind(id as DocumentKind)}
        />
      )}
      <TextField label={t('name')} hint={t('name-hint')} required value={title} onChange={setTitle} maxLength={80} />
      <DateField
        label={t('until')}
        hint={t('until-hint')}
        value={until}
        onChange={setUntil}
        withTime={false}
        min={new Date(serverNow()).toISOString()}
      />
      <div className="row">
        <Button
          kind="primary"
          busy={busy}
          off={file && !tooLarge && [...title.trim()].length >= 2 ? null : t('fill-in')}
          onPress={() => void send()}
        >
          {t(before ? 'send-next' : 'send')}
        </Button>
        <Button onPress={onClose}>{t('cancel')}</Button>
      </div>
    </section>
  )
}

/** Where a file is dropped; whoever has no mouse picks it. */
function Drop({ file, onFile }: { file: File | null; onFile: (file: File) => void }): ReactNode {
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [given] = event.dataTransfer.files
    if (given) onFile(given)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the button inside is for everybody
    <div
      className={over ? 'paper-drop over' : 'paper-drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p className="t2">{t('drop')}</p>
      <FileButton label={t('pick')} accept=".pdf,.jpg,.jpeg,.png,.webp,application/pdf,image/*" onPick={onFile} />
      {file && (
        <p role="status" className="wrap-anywhere">
          {t('chosen', { name: file.name, size: sizeWords(file.size) })}
        </p>
      )}
      <p className="meta">{t('pick-note')}</p>
    </div>
  )
}
