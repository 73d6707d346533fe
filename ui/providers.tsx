import { type ReactNode, useEffect, useState } from 'react'
import type { ProviderList } from '../contract/person.ts'
import { signInProblems } from '../contract/problems/sign-in.ts'
import { ApiError, get, post } from './api.ts'
import { setDemoSession } from './ask.ts'
import { Button } from './button.tsx'
import { en, zh } from './messages/providers.ts'
import './providers.css'
import { createT, lang } from './t.ts'
import { FieldNote } from './text-field.tsx'

const words = createT(zh, en)

/** Set on the way to a provider, so that an app knows to ask who came back. */
const LEFT = 'zhili.at-provider'

/** Whether this tab went to a provider to sign in; says so once. */
export function cameFromProvider(): boolean {
  const left = sessionStorage.getItem(LEFT) !== null
  sessionStorage.removeItem(LEFT)
  return left
}

/** Why a sign-in by a provider did not succeed, in words; a code nobody knows says no more than that. */
function refusedWords(code: string): string {
  if (code === 'input.too-many') return words('too-many')
  const known = Object.hasOwn(signInProblems, code) ? (code as keyof typeof signInProblems) : 'provider.refused'
  return signInProblems[known][lang() === 'en' ? 'en' : 'zh']
}

/**
 * 统一身份登录: a button for each identity provider of this city, and why the last try did not succeed. Nothing where there is none.
 * `back`: the page to show after signing in; `refused`: the code this page was opened with.
 */
export function Providers({ back, refused }: { back: string; refused: string | null }): ReactNode {
  const [rows, setRows] = useState<ProviderList['rows']>([])
  const [problem, setProblem] = useState<string | null>(refused === null ? null : refusedWords(refused))
  const [busy, setBusy] = useState<string | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    get<ProviderList>('/session/providers', undefined, stop.signal).then(
      (list) => setRows(list.rows),
      () => undefined,
    )
    return () => stop.abort()
  }, [])
  const go = async (id: string) => {
    if (busy !== null) return
    setBusy(id)
    setProblem(null)
    try {
      const { url } = await post<{ url: string }>(`/session/providers/${id}`, { back })
      setDemoSession(null)
      sessionStorage.setItem(LEFT, id)
      location.assign(url)
    } catch (error) {
      setProblem(error instanceof ApiError ? error.message : String(error))
      setBusy(null)
    }
  }
  if (rows.length === 0 && problem === null) return null
  return (
    <section className="providers" aria-label={words('title')}>
      {rows.length > 0 && <p className="or">{words('or')}</p>}
      {rows.map(({ id, name }) => (
        <Button key={id} busy={busy === id} onPress={() => void go(id)}>
          {words('by', { name: lang() === 'en' ? name.en : name.zh })}
        </Button>
      ))}
      <div role="alert">
        <FieldNote error={problem} />
      </div>
    </section>
  )
}
