import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import type { CaseFile } from '../../../contract/case-file.ts'
import { placeWords } from '../../../contract/case-place.ts'
import { When } from '../../../ui/age.tsx'
import { ApiError, get } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { CaseTitle, DrillStrip } from '../../../ui/case-title.tsx'
import { clockTime, number } from '../../../ui/format.ts'
import { Screen } from '../../../ui/screen.tsx'
import { lang } from '../../../ui/t.ts'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say, t } from '../../messages.ts'
import { stateWords } from '../../parts/state-words.ts'
import { p } from '../replay/words.ts'
import { CaseSections } from './parts.tsx'
import { takeOut } from './take-out.ts'
import './case-file.css'

const caseQuery = (id: string) => ({
  queryKey: ['events', 'case-file', id],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<CaseFile>(`/events/${encodeURIComponent(id)}/case-file`, {}, signal),
})

/** 案卷: a case with everything that proves it, in order, each part with its hash; printed as it stands, or taken out as an archive. */
export function CaseFileScreen(): ReactNode {
  const { id } = useParams({ from: '/case-file/$id' })
  const query = useQuery(caseQuery(id))
  const no = query.data?.event.no
  useEffect(() => {
    document.title = [t('case.title'), no].filter(Boolean).join(' · ')
  }, [no])
  return (
    <main className="case" id="content">
      <Screen query={query} title={t('case.title')}>
        {(file) => <Page file={file} />}
      </Screen>
    </main>
  )
}

function Page({ file }: { file: CaseFile }): ReactNode {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [asks, setAsks] = useState(false)
  const take = async (purpose?: string) => {
    setBusy(true)
    setError(null)
    try {
      await takeOut(file.event, purpose)
      setAsks(false)
      toast({ words: t('case.taken') })
      await client.invalidateQueries({ queryKey: ['events', 'case-file', file.event.id] })
    } catch (caught) {
      setError(caught instanceof ApiError ? caught.message : t('case.failed'))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <header className="case-bar">
        <h1 className="grow">{t('case.title')}</h1>
        <Button kind="primary" off={busy ? t('case.busy') : null} onPress={() => void take()}>
          {t('case.take')}
        </Button>
        {file.mayReveal && <Button onPress={() => setAsks(!asks)}>{t('case.reveal')}</Button>}
        <Button onPress={() => window.print()}>{t('case.print')}</Button>
        <Link className="btn" to="/replay/$id" params={{ id: file.event.id }}>
          {p('title')}
        </Link>
        <Link className="btn" to="/events/$id" params={{ id: file.event.id }}>
          {t('case.back')}
        </Link>
        {error && <FieldNote error={error} />}
      </header>
      {asks && <Purpose busy={busy} onTake={(purpose) => void take(purpose)} />}
      <article className="case-sheet">
        <Head file={file} />
        <CaseSections file={file} />
        <Made made={file.made} />
      </article>
    </>
  )
}

function Purpose({ busy, onTake }: { busy: boolean; onTake: (purpose: string) => void }): ReactNode {
  const [purpose, setPurpose] = useState('')
  const short = [...purpose.trim()].length < 2
  return (
    <div className="case-reveal">
      <TextField label={t('case.purpose')} hint={t('case.purpose-note')} value={purpose} onChange={setPurpose} />
      <Button off={short ? t('case.purpose') : busy ? t('case.busy') : null} onPress={() => onTake(purpose.trim())}>
        {t('case.reveal-take')}
      </Button>
    </div>
  )
}

function Head({ file }: { file: CaseFile }): ReactNode {
  const { event, parts, manifest, masked, at } = file
  return (
    <header className="case-head">
      <DrillStrip title={event.title} />
      <h2>
        <CaseTitle title={event.title} />
      </h2>
      <p>
        {event.no} · {say(event.typeName)} · {stateWords(event.state)}
      </p>
      <p>{[placeWords(event, lang()), event.address].filter(Boolean).join(' ')}</p>
      <p>
        {t('case.opened')} <When at={event.openedAt} seconds />
        {event.closedAt && (
          <>
            {' '}
            · {t('case.closed')} <When at={event.closedAt} seconds />
          </>
        )}
      </p>
      <p className="t2">
        {t('case.parts', { n: number(parts.length) })} · {t(masked ? 'case.masked' : 'case.open')} ·{' '}
        {t('case.at', { time: clockTime(at, true) })}
      </p>
      <p className="t2">{t('case.manifest')}</p>
      <p className="case-hash">{manifest}</p>
    </header>
  )
}

/** Archives that were taken out: whoever holds one compares its hash with these. */
function Made({ made }: { made: CaseFile['made'] }): ReactNode {
  return (
    <section className="case-made">
      <h3>{t('case.made')}</h3>
      {made.length === 0 && <p className="t2">{t('case.made-none')}</p>}
      {made.map((one) => (
        <div key={`${one.at}${one.manifest}`} className="case-part">
          <When at={one.at} seconds /> · {one.byName} · {t(one.revealed ? 'case.open' : 'case.masked')}
          <p className="case-hash">{one.manifest}</p>
        </div>
      ))}
    </section>
  )
}
