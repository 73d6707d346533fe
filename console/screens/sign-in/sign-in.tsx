import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { ApiError } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { takePortalToken } from '../../../ui/portal-token.ts'
import { BigLettersSwitch, LangSwitch, ThemeSwitch } from '../../../ui/preferences.tsx'
import { Providers } from '../../../ui/providers.tsx'
import { useTitle } from '../../../ui/screen.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { PlainHttp } from '../../frame/plain-http.tsx'
import { t } from '../../messages.ts'
import { signIn, signInByPortal } from '../../session.ts'
import { DemoAccounts } from './demo-accounts.tsx'
import { ServerLine } from './server-line.tsx'

declare const __VERSION__: string

function useEnter() {
  const router = useRouter()
  const { back } = useSearch({ from: '/sign-in' })
  return () => router.history.push(back ?? '/')
}

function Form(): ReactNode {
  const client = useQueryClient()
  const enter = useEnter()
  const [account, setAccount] = useState('')
  const [password, setPassword] = useState('')
  /** null until the server says that the password is a first one, which must be replaced */
  const [chosen, setChosen] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const comeIn = useEffectEvent((token: string) => {
    void signInByPortal(client, token).then(enter, (problem: Error) => setError(problem.message))
  })
  useEffect(() => {
    const token = takePortalToken()
    if (token !== null) comeIn(token)
  }, [])
  const go = async () => {
    if (!account.trim() || !password) {
      setError(t('sign-in.both'))
      return
    }
    setBusy(true)
    setError(null)
    try {
      await signIn(client, { account: account.trim(), password, ...(chosen ? { newPassword: chosen } : {}) })
      enter()
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem
      if (problem.code === 'session.first-password') setChosen((before) => before ?? '')
      setError(problem.message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault()
        void go()
      }}
    >
      <h1>{t('sign-in.title')}</h1>
      <TextField
        label={t('sign-in.account')}
        value={account}
        onChange={setAccount}
        autoComplete="username"
        name="account"
        placeholder={t('sign-in.account-like')}
      />
      <TextField
        label={t('sign-in.password')}
        kind="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        name="password"
        placeholder={t('sign-in.password-like')}
      />
      {chosen !== null && (
        <TextField
          label={t('sign-in.new-password')}
          kind="password"
          value={chosen}
          onChange={setChosen}
          autoComplete="new-password"
          name="new-password"
          hint={t('sign-in.new-password-how')}
        />
      )}
      <FieldNote error={error} />
      <Button kind="primary" type="submit" busy={busy}>
        {t('sign-in.do')}
      </Button>
    </form>
  )
}

/** 登录: account and password at the left; in demo mode the made-up people at the right, one press each. */
export function SignIn(): ReactNode {
  useTitle(t('sign-in.title'))
  const enter = useEnter()
  const { back, refused } = useSearch({ from: '/sign-in' })
  return (
    <div className="signin-page">
      <PlainHttp />
      <main className="signin">
        <section className="l">
          <div className="brand">
            <span className="m" aria-hidden="true">
              智
            </span>
            <div>
              <b>{t('sign-in.product')}</b>
              <span className="meta">{t('sign-in.slogan')}</span>
            </div>
          </div>
          <Form />
          <Providers back={back ?? '/'} refused={refused ?? null} />
          <span className="grow" />
          <div className="looks">
            <LangSwitch />
            <ThemeSwitch />
            <BigLettersSwitch />
          </div>
          <ServerLine version={__VERSION__} />
        </section>
        <section className="rt">
          <DemoAccounts onEntered={enter} />
        </section>
      </main>
    </div>
  )
}
