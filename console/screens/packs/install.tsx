import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import type { Decisions, PackBrings, PackLook } from '../../../contract/packs.ts'
import { Button } from '../../../ui/button.tsx'
import { FileButton } from '../../../ui/file-button.tsx'
import { useKeys } from '../../../ui/keys.ts'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { t as frame, say } from '../../messages.ts'
import { Holds, Upgrade } from './brings.tsx'
import { Models } from './model.tsx'
import { shippedQuery } from './pack-queries.ts'
import { Reach } from './reach.tsx'
import { type Source, usePackSend } from './send-pack.ts'
import { t } from './words.ts'

type Props = { shipped: string | null; onDone: (pack: string, no: number) => void; onClose: () => void }

/**
 * A pack file, or (`shipped`) the newer version of a pack that came with the platform: looked at first, every reason against it told; then asked
 * for, and a second person puts it in force.
 */
export function Install({ shipped, onDone, onClose }: Props): ReactNode {
  const { seen, decide, look, onReach, note, setNote, ask, busy, error } = useInstall(shipped, onDone)
  useKeys({ back: onClose })
  return (
    <section className="version" aria-label={t('packs.install')}>
      <header className="version-head">
        <div className="row">
          <h2 className="grow">{t(shipped ? 'packs.take-shipped' : 'packs.install')}</h2>
          <Button small kind="ghost" icon="x" label={frame('objects.close')} onPress={onClose} />
        </div>
        <p className="meta">{t(shipped ? 'packs.shipped-how' : 'packs.file-how')}</p>
        {!shipped && <FileButton label={t('packs.file')} accept=".zpack" onPick={(given) => void look(given)} />}
        <FieldNote error={error} />
        {busy && <p role="status">{t('packs.looking')}</p>}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="version-in stack" tabIndex={0} aria-label={t('packs.tab.holds')}>
        {seen && seen.faults.length > 0 && <Faults faults={seen.faults} />}
        {seen?.brings && (
          <>
            <Titled brings={seen.brings} />
            {seen.brings.before !== null && <Upgrade brings={seen.brings} choosing={decide} />}
            <Holds brings={seen.brings} />
            <Models models={seen.brings.models} />
            <Reach reach={seen.reach} busy={busy} onLook={(area) => void onReach(area)} />
            <Asking brings={seen.brings} note={note} onNote={setNote} busy={busy} onAsk={() => void ask()} />
          </>
        )}
      </section>
    </section>
  )
}

/** What was looked at last, the decisions taken of it, and how it is asked for. */
function useInstall(shipped: string | null, onDone: Props['onDone']) {
  const [source, setSource] = useState<Source | null>(shipped ? { shipped } : null)
  const [seen, setSeen] = useState<PackLook | null>(null)
  const [decisions, setDecisions] = useState<Decisions>({})
  const [note, setNote] = useState('')
  const { busy, error, send } = usePackSend()
  const looks = useRef(0)
  /** A second decision may be sent before the first is answered, and answered before it: only the last look is shown. */
  const lookAgain = async (asked: { decisions: Decisions; area?: string }, given: Source | null) => {
    const own = ++looks.current
    const again = given && (await send<PackLook>('look', asked, given))
    if (again && own === looks.current) setSeen(again)
  }
  const look = (given: Source) => {
    setSource(given)
    setSeen(null)
    setDecisions({})
    return lookAgain({ decisions: {} }, given)
  }
  const first = useQuery({ ...shippedQuery(shipped ?? ''), enabled: shipped !== null })
  const onDecide = async (id: string, side: 'ours' | 'theirs') => {
    const next = { ...decisions, [id]: side }
    setDecisions(next)
    await lookAgain({ decisions: next }, source)
  }
  const shown = seen ?? first.data ?? null
  const onReach = (area: string) => lookAgain({ decisions, area }, source)
  const ask = async () => {
    const found = shown?.brings
    const done = source && found && (await send<{ no: number }>('ask', { decisions, note: note.trim() }, source))
    if (!done) return
    toast({ words: t('packs.asked', { name: say(found.title), version: found.version }) })
    onDone(found.pack, done.no)
  }
  const decide = { decisions, onDecide: (id: string, side: 'ours' | 'theirs') => void onDecide(id, side) }
  return {
    seen: shown,
    decide,
    look,
    onReach,
    note,
    setNote,
    ask,
    busy: busy || first.isLoading,
    error: error ?? first.error?.message ?? null,
  }
}

function Titled({ brings }: { brings: PackBrings }): ReactNode {
  const { before, version } = brings
  return (
    <div className="row wrap base">
      <h3 className="pack-title">{say(brings.title)}</h3>
      <span>
        {before === null ? `${t('packs.new')} · ${t('packs.version', { version })}` : t('packs.upgrade', { before, version })}
      </span>
      <span className="meta">{brings.publisher ? `${t('packs.publisher')} ${brings.publisher}` : t('packs.platform')}</span>
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
  const open = [...brings.merge, ...brings.plans, ...brings.tuned].filter(
    ({ outcome, decided }) => outcome === 'conflict' && !decided,
  ).length
  const off = open > 0 ? t('packs.undecided', { n: open }) : note.trim().length < 2 ? frame('reason.short', { n: 2 }) : null
  return (
    <section className="rform" aria-label={t('packs.ask')}>
      <p className="meta">{t('packs.ask-note')}</p>
      <TextField label={frame('reason.label')} required value={note} onChange={onNote} lines={2} maxLength={500} />
      {open > 0 && <FieldNote error={t('packs.undecided', { n: open })} />}
      <div className="row">
        <Button kind="primary" busy={busy} off={off} onPress={onAsk}>
          {t('packs.ask')}
        </Button>
      </div>
    </section>
  )
}
