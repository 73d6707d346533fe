import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { get } from '../../ui/api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { duration } from '../../ui/format.ts'
import { lang } from '../../ui/t.ts'
import { t } from '../messages.ts'
import { signOut } from '../session.ts'

/** The notice comes this long before the end (WCAG 2.2.1: warn, and keep what was written). */
const WARN = 2 * 60_000
const signs = ['pointerdown', 'keydown', 'wheel'] as const

/**
 * Nobody at the desk: the session ends after `minutes` without a hand on it. The stream and the reads it causes do not count, so the
 * screen reckons by itself. What was being written stays in this tab (`useDraft`).
 */
export function IdleNotice({ minutes }: { minutes: number }): ReactNode {
  const client = useQueryClient()
  const navigate = useNavigate()
  const href = useRouterState({ select: (s) => s.location.href })
  const [left, setLeft] = useState<number | null>(null)
  const leave = useCallback(async () => {
    await signOut(client)
    await navigate({ to: '/sign-in', search: { back: href } })
  }, [client, navigate, href])
  const [until, setUntil] = useState(() => performance.now() + minutes * 60_000)
  const stay = useCallback(() => {
    setUntil(performance.now() + minutes * 60_000)
    setLeft(null)
  }, [minutes])
  useEffect(() => {
    // While the notice stands only its own button counts: a passing sleeve on the mouse is not a person.
    if (left !== null) return
    for (const sign of signs) window.addEventListener(sign, stay, { passive: true })
    return () => {
      for (const sign of signs) window.removeEventListener(sign, stay)
    }
  }, [left, stay])
  useEffect(() => {
    const timer = setInterval(() => {
      const rest = until - performance.now()
      if (rest <= 0) void leave()
      else setLeft(rest < WARN ? rest : null)
    }, 1000)
    return () => clearInterval(timer)
  }, [until, leave])
  const go = () => {
    stay()
    void get('/session')
  }
  return (
    <Dialog
      open={left !== null}
      onClose={go}
      title={t('idle.title')}
      footer={
        <>
          <Button kind="primary" onPress={go}>
            {t('idle.stay')}
          </Button>
          <Button onPress={() => void leave()}>{t('account.leave')}</Button>
        </>
      }
    >
      <p>{t('idle.words', { left: duration(left ?? 0, lang()) })}</p>
    </Dialog>
  )
}
