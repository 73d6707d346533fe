import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { request } from '../../ui/api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Menu, type MenuEntry } from '../../ui/menu.tsx'
import { BigLettersSwitch, LangSwitch, ThemeSwitch } from '../../ui/preferences.tsx'
import { soundTest } from '../../ui/sound.ts'
import { setTheme, theme } from '../../ui/theme.ts'
import { toast } from '../../ui/toast.tsx'
import { t } from '../messages.ts'
import { actAs, may, signOut, useSession } from '../session.ts'

const Delegate = lazy(() => import('./delegate.tsx').then((m) => ({ default: m.Delegate })))

/** Light and dark, one press. */
export const turnTheme = (): void => setTheme(theme.get() === 'dark' ? 'light' : 'dark')

/** What the person at the desk can do about themselves: other post, look, language, demo reset, leave. */
export function Account(): ReactNode {
  const session = useSession()
  const client = useQueryClient()
  const router = useRouter()
  const navigate = useNavigate()
  const [looks, setLooks] = useState(false)
  const [lending, setLending] = useState(false)
  const now = theme.use()
  const other = session.posts.filter((post) => post.id !== session.post.id)
  const change = async (post: string) => {
    await actAs(client, post)
    await router.invalidate()
    await navigate({ to: '/' })
  }
  const leave = async () => {
    const next = await signOut(client)
    if (next) location.assign(next)
    else await navigate({ to: '/sign-in' })
  }
  const reset = async () => {
    await request('POST', '/demo/reset', { body: {} })
    toast({ words: t('account.reset-done') })
  }
  const entries: MenuEntry[] = [
    ...other.map((p) => ({ id: p.id, label: t('account.act-as', { post: p.name }), onPress: () => void change(p.id) })),
    { id: 'delegate', label: t('delegate.menu'), onPress: () => setLending(true) },
    { id: 'looks', label: t('account.looks'), onPress: () => setLooks(true) },
    { id: 'sound', label: t('account.sound-test'), onPress: () => soundTest() },
    ...(session.demo && may(session, 'demo.reset')
      ? [{ id: 'reset', label: t('account.reset'), onPress: () => void reset() }]
      : []),
    { id: 'leave', label: t('account.leave'), onPress: () => void leave() },
  ]
  return (
    <span className="row account">
      <Button
        small
        kind="ghost"
        icon={now === 'dark' ? 'sun' : 'moon'}
        label={t(now === 'dark' ? 'account.light' : 'account.dark')}
        onPress={turnTheme}
      />
      <Menu small label={t('account.menu', { name: session.person.name })} icon="user" entries={entries} />
      {lending && (
        <Suspense>
          <Delegate onClose={() => setLending(false)} />
        </Suspense>
      )}
      <Dialog open={looks} onClose={() => setLooks(false)} title={t('account.looks')}>
        <ThemeSwitch />
        <LangSwitch />
        <BigLettersSwitch />
      </Dialog>
    </span>
  )
}
