import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import type { z } from 'zod'
import type { Permit } from '../contract/permit.ts'
import type { DemoInfo, Session } from '../contract/person.ts'
import { ApiError, get, post } from './api.ts'
import { setDemoSession } from './ask.ts'
import { Button } from './button.tsx'
import { syncClock } from './clock.ts'
import { en, zh } from './messages/sign-in.ts'
import { takePortalToken } from './portal-token.ts'
import { LangSwitch } from './preferences.tsx'
import { cameFromProvider, Providers } from './providers.tsx'
import './sign-in.css'
import { createT, lang } from './t.ts'
import { TextField } from './text-field.tsx'
import { whoAmI } from './who-am-i.ts'

const words = createT(zh, en)
type Info = z.infer<typeof DemoInfo>
type Account = Info['accounts'][number]

const nameOf = (account: Account) => (lang() === 'en' ? account.label.en : account.label.zh)

/** Demo accounts of this server; null while unknown and where it is no demo. */
function useDemo(): Info | null {
  const [info, setInfo] = useState<Info | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    get<Info>('/demo', undefined, stop.signal).then(setInfo, () => undefined)
    return () => stop.abort()
  }, [])
  return info
}

function DemoAccounts({
  info,
  app,
  onPick,
  off,
}: {
  info: Info
  app: string
  onPick: (account: string) => void
  off: boolean
}): ReactNode {
  const mine = info.accounts.filter((account) => account.app === app)
  const others = info.accounts.filter((account) => account.app !== app && account.app !== 'admin')
  const row = (account: Account) => (
    <button key={account.account} type="button" className="demo-row" disabled={off} onClick={() => onPick(account.account)}>
      <b className="b">{account.name}</b>
      <span className="t2">{nameOf(account)}</span>
    </button>
  )
  return (
    <section className="card sign-demo">
      <h2>{words('demo')}</h2>
      <div className="demo-rows">{mine.map(row)}</div>
      {app !== 'field' && others.length > 0 && (
        <details>
          <summary>{words('others')}</summary>
          <div className="demo-rows">{others.map(row)}</div>
        </details>
      )}
      <p className="meta">{words('demoNote', { password: info.password })}</p>
    </section>
  )
}

export type SignInProps = {
  title: string
  note?: ReactNode
  /** whose demo accounts stand first */
  app: 'field' | 'leader' | 'cockpit'
  /** what the app takes; a post without it is told so and stays outside */
  permit: Permit
  onSigned: (session: Session) => void
}

/**
 * Sign-in of the light apps: account and password (paste and password managers allowed, no puzzle), and in a demo one press for each
 * demo person. A demo person is signed in for this tab only, so that two of them fit into one browser.
 */
export function SignIn({ title, note, app, permit, onSigned }: SignInProps): ReactNode {
  const info = useDemo()
  const [account, setAccount] = useState('')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  /** null until the server says that the password is a first one, which must be replaced */
  const [chosen, setChosen] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const refused = new URLSearchParams(location.search).get('refused')
  const take = (session: Session) => {
    syncClock(session.now, session.rate)
    if (session.permits.includes(permit)) onSigned(session)
    else setProblem(words('notHere'))
  }
  const enter = async (ask: () => Promise<Session>, tab: boolean) => {
    setBusy(true)
    setProblem(null)
    try {
      const session = await ask()
      setDemoSession(tab ? (session.tabSession ?? null) : null)
      take(session)
    } catch (error) {
      if (error instanceof ApiError && error.code === 'session.first-password') setChosen((before) => before ?? '')
      setProblem(error instanceof ApiError ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  const byPortal = (token: string) =>
    void post<Session>('/session/portal', { token }).then(
      (session) => {
        setDemoSession(null)
        take(session)
      },
      (error: Error) => setProblem(error.message),
    )
  // Who just came back from a provider is signed in by its cookie; the app need not know more than who it is.
  const askWhoCame = useEffectEvent(() => {
    const token = takePortalToken()
    if (token !== null) byPortal(token)
    else if (cameFromProvider() && refused === null) whoAmI().then(take, () => undefined)
  })
  useEffect(() => askWhoCame(), [])
  const byPassword = () =>
    void enter(() => post<Session>('/session', { account, password, ...(chosen ? { newPassword: chosen } : {}) }), false)
  const byDemo = (name: string) => void enter(() => post<Session>('/demo/session', { account: name, tab: true }), true)
  return (
    <main className="sign-in" id="content">
      <header className="row wrap">
        <img src="/icon.svg" alt="" width="40" height="40" />
        <h1 className="grow">{title}</h1>
        <LangSwitch />
      </header>
      {note}
      <form
        className="card col"
        onSubmit={(e) => {
          e.preventDefault()
          byPassword()
        }}
      >
        <TextField label={words('account')} value={account} onChange={setAccount} autoComplete="username" name="account" />
        <TextField
          label={words('password')}
          kind="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          name="password"
          error={chosen === null ? problem : null}
        />
        {chosen !== null && (
          <TextField
            label={words('newPassword')}
            kind="password"
            value={chosen}
            onChange={setChosen}
            hint={words('newPasswordHow')}
            autoComplete="new-password"
            name="new-password"
            error={problem}
          />
        )}
        <Button kind="primary" type="submit" busy={busy}>
          {words('enter')}
        </Button>
        <Providers back={location.pathname + location.hash} refused={refused} />
      </form>
      {info && <DemoAccounts info={info} app={app} onPick={byDemo} off={busy} />}
    </main>
  )
}
