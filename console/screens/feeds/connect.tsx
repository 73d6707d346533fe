import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { may, useSession } from '../../session.ts'
import { t, connectWords as words } from './words.ts'
import './connect.css'
import { groups, type Kind, kinds } from './connect-kinds.ts'
import { Frames } from './frames.tsx'
import { Received } from './received.tsx'

const degrees = (of: number | null, unknown: string): string => of?.toFixed(4) ?? unknown

/** 怎样接入: every way into the platform step by step, with what to type, and what came of it a moment ago. */
export function Connect(): ReactNode {
  const [chosen, setChosen] = useState(kinds[0]!.id)
  const kind = kinds.find(({ id }) => id === chosen)!
  const { home } = useSession()
  const here = { host: location.hostname, origin: location.origin, lon: degrees(home.lon, 'LON'), lat: degrees(home.lat, 'LAT') }
  return (
    <div className="connect">
      <nav className="ways" aria-label={t('feeds.connect')}>
        {groups.map((group) => (
          <section key={group}>
            <h2>{words(group)}</h2>
            {kinds
              .filter((one) => one.group === group)
              .map((one) => (
                <button key={one.id} type="button" aria-current={one.id === chosen} onClick={() => setChosen(one.id)}>
                  <b className="b">{words(one.id)}</b>
                  <span className="t2">{words(`${one.id}-who`)}</span>
                </button>
              ))}
          </section>
        ))}
      </nav>
      <article className="way" key={kind.id}>
        <h2>{words(kind.id)}</h2>
        <Steps kind={kind} />
        {kind.sample && <Sample text={kind.sample(here)} />}
        <Shown shows={kind.shows} />
      </article>
    </div>
  )
}

function Steps({ kind }: { kind: Kind }): ReactNode {
  return (
    <ol className="steps">
      {Array.from({ length: kind.steps }, (_, at) => (
        <li key={at}>{words(`${kind.id}-${at + 1}`)}</li>
      ))}
    </ol>
  )
}

/** Copying needs an encrypted address; elsewhere the words can still be marked by hand. */
function Sample({ text }: { text: string }): ReactNode {
  const [copied, setCopied] = useState(false)
  const copy = (): void => void navigator.clipboard.writeText(text).then(() => setCopied(true))
  return (
    <section>
      <header className="sect">
        <h3>{t('connect.try')}</h3>
        {'clipboard' in navigator && (
          <Button small onPress={copy}>
            {t(copied ? 'connect.copied' : 'connect.copy')}
          </Button>
        )}
      </header>
      <pre className="payload">{text}</pre>
      <p className="t2">{t('connect.try-note')}</p>
    </section>
  )
}

/** Where what comes by this way is seen. */
function Shown({ shows }: { shows: Kind['shows'] }): ReactNode {
  const session = useSession()
  if (shows === null) return null
  if (shows === 'received') return <Received />
  if ('frames' in shows)
    return (
      <section>
        <header className="sect">
          <h3>{t('gateways.newest')}</h3>
        </header>
        <Frames protocol={shows.frames} />
      </section>
    )
  if ('place' in shows)
    return (
      <Link className="linkish" to={shows.place}>
        {t(shows.place === '/inbox' ? 'connect.see-inbox' : 'connect.see-warnings')}
      </Link>
    )
  if (shows.tab === 'stuck' && !may(session, 'feed.repair')) return null
  if (shows.tab === 'targets' && !may(session, 'plot.read')) return null
  return (
    <Link className="linkish" to="/feeds" search={{ tab: shows.tab }}>
      {t(`connect.see-${shows.tab}`)}
    </Link>
  )
}
