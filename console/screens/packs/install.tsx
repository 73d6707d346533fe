import { type ReactNode, useState } from 'react'
import type { Decisions, PackBrings, PackLook } from '../../../contract/packs.ts'
import { Button } from '../../../ui/button.tsx'
import { FileButton } from '../../../ui/file-button.tsx'
import { useKeys } from '../../../ui/keys.ts'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say, t } from '../../messages.ts'
import { Holds, Upgrade } from './brings.tsx'
import { usePackSend } from './send-pack.ts'

/** A pack file: looked at first, every reason against it told; then asked for, and a second person puts it in force. */
export function Install({ onDone, onClose }: { onDone: (pack: string, no: number) => void; onClose: () => void }): ReactNode {
  const [file, setFile] = useState<File | null>(null)
  const [seen, setSeen] = useState<PackLook | null>(null)
  const [decisions, setDecisions] = useState<Decisions>({})
  const [note, setNote] = useState('')
  const { busy, error, send } = usePackSend()
  useKeys({ back: onClose })
  const look = async (given: File) => {
    setFile(given)
    setSeen(null)
    setDecisions({})
    setSeen(await send<PackLook>('look', {}, given))
  }
  const decide = async (rule: string, side: 'ours' | 'theirs') => {
    const next = { ...decisions, [rule]: side }
    setDecisions(next)
    const again = file && (await send<PackLook>('look', { decisions: JSON.stringify(next) }, file))
    if (again) setSeen(again)
  }
  const ask = async () => {
    const found = seen?.brings
    if (!file || !found) return
    const done = await send<{ no: number }>('ask', { decisions: JSON.stringify(decisions), note: note.trim() }, file)
    if (!done) return
    toast({ words: t('packs.asked', { name: say(found.title), version: found.version }) })
    onDone(found.pack, done.no)
  }
  return (
    <section className="version" aria-label={t('packs.install')}>
      <header className="version-head">
        <div className="row">
          <h2 className="grow">{t('packs.install')}</h2>
          <Button small kind="ghost" icon="x" label={t('objects.close')} onPress={onClose} />
        </div>
        <p className="meta">{t('packs.file-how')}</p>
        <FileButton label={t('packs.file')} accept=".zpack" onPick={(given) => void look(given)} />
        <FieldNote error={error} />
        {busy && <p role="status">{t('packs.looking')}</p>}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="version-in stack" tabIndex={0} aria-label={t('packs.tab.holds')}>
        {seen && seen.faults.length > 0 && <Faults faults={seen.faults} />}
        {seen?.brings && (
          <>
            <Titled brings={seen.brings} />
            {seen.brings.before !== null && (
              <Upgrade brings={seen.brings} choosing={{ decisions, onDecide: (rule, side) => void decide(rule, side) }} />
            )}
            <Holds brings={seen.brings} />
            <Asking brings={seen.brings} note={note} onNote={setNote} busy={busy} onAsk={() => void ask()} />
          </>
        )}
      </section>
    </section>
  )
}

function Titled({ brings }: { brings: PackBrings }): ReactNode {
  const { before, version } = brings
  return (
    <div className="row wrap base">
      <h3 className="pack-title">{say(brings.title)}</h3>
      <span>
        {before === null ? `${t('packs.new')} · ${t('packs.version', { version })}` : t('packs.upgrade', { before, version })}
      </span>
      <span className="meta">
        {t('packs.publisher')} {brings.publisher}
      </span>
    </div>
  )
}

function Faults({ faults }: { faults: PackLook['faults'] }): ReactNode {
  return (
    <section role="alert">
      <h3>{t('packs.refused', { n: faults.length })}</h3>
      <ul className="shifts">
        {faults.slice(0, 100).map(({ part, path, words }) => (
          <li key={`${part} ${path} ${words.zh}`} className="wrap-any">
            {part && (
              <code className="meta">
                {part}
                {path && ` · ${path}`}
              </code>
            )}{' '}
            {say(words)}
          </li>
        ))}
      </ul>
    </section>
  )
}

type AskingProps = { brings: PackBrings; note: string; onNote: (note: string) => void; busy: boolean; onAsk: () => void }

function Asking({ brings, note, onNote, busy, onAsk }: AskingProps): ReactNode {
  const open = brings.merge.filter(({ outcome, decided }) => outcome === 'conflict' && !decided).length
  const off = open > 0 ? t('packs.undecided', { n: open }) : note.trim().length < 2 ? t('reason.short', { n: 2 }) : null
  return (
    <section className="rform" aria-label={t('packs.ask')}>
      <p className="meta">{t('packs.ask-note')}</p>
      <TextField label={t('reason.label')} required value={note} onChange={onNote} lines={2} maxLength={500} />
      {open > 0 && <FieldNote error={t('packs.undecided', { n: open })} />}
      <div className="row">
        <Button kind="primary" busy={busy} off={off} onPress={onAsk}>
          {t('packs.ask')}
        </Button>
      </div>
    </section>
  )
}
