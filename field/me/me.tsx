import { type ReactNode, useEffect, useState } from 'react'
import type { Session } from '../../contract/person.ts'
import { request } from '../../ui/api.ts'
import { Button } from '../../ui/button.tsx'
import { bytes } from '../../ui/format.ts'
import { BigLettersSwitch, LangSwitch, ThemeSwitch } from '../../ui/preferences.tsx'
import { useTitle } from '../../ui/screen.tsx'
import { SoundControl } from '../../ui/sound-control.tsx'
import { toast } from '../../ui/toast.tsx'
import { forgetNotices } from '../notices/notices.ts'
import { isUnsent } from '../outbox/machine.ts'
import { outbox } from '../outbox/outbox.ts'
import { session, signedIn, signOut } from '../session.ts'
import { installOffer, isInstalled } from '../shell/install.ts'
import { fullFrom, measureStore, storing } from '../shell/lasting.ts'
import { askForPush, pushState } from '../shell/push.ts'
import { t } from '../t.ts'
import { Tabbed } from '../tabbed.tsx'

declare const __VERSION__: string

function Post({ who }: { who: Session }): ReactNode {
  const change = async (post: string) => {
    try {
      signedIn(await request<Session>('PUT', '/session/post', { body: { post } }))
    } catch (error) {
      toast({ words: error instanceof Error ? error.message : String(error), problem: true })
    }
  }
  return (
    <section className="card col me">
      <h2>{who.person.name}</h2>
      <p>
        {who.unit.name} · {who.post.name}
      </p>
      {who.posts
        .filter((post) => post.id !== who.post.id)
        .map((post) => (
          <Button key={post.id} onPress={() => void change(post.id)}>
            {t('me.switch')}：{post.unitName} {post.name}
          </Button>
        ))}
    </section>
  )
}

function Display(): ReactNode {
  return (
    <section className="card col me">
      <h2>{t('me.screen')}</h2>
      <ThemeSwitch />
      <BigLettersSwitch />
      <LangSwitch />
      <h2>{t('me.sound')}</h2>
      <p className="t2">{t('me.sound-note')}</p>
      <SoundControl />
    </section>
  )
}

function Store(): ReactNode {
  const store = storing.use()
  useEffect(() => void measureStore(), [])
  if (!store) return <p className="t2">{t('me.store-none')}</p>
  const isFull = store.quota > 0 && store.used / store.quota >= fullFrom
  return (
    <>
      <p>{t('me.store-used', { used: bytes(store.used), free: bytes(Math.max(0, store.quota - store.used)) })}</p>
      {isFull && <p className="b">{t('me.store-full')}</p>}
      <p className="t2">{t(store.lasting ? 'me.store-lasting' : 'me.store-loose')}</p>
    </>
  )
}

function Push(): ReactNode {
  const state = pushState.use()
  if (state === 'off') return null
  const ask = () => void askForPush().catch((error: Error) => toast({ words: error.message, problem: true }))
  return (
    <section className="card col me">
      <h2>{t('me.push')}</h2>
      <p className="t2">{t(`me.push-${state}`)}</p>
      {state === 'ask' && <Button onPress={ask}>{t('me.push-turn-on')}</Button>}
    </section>
  )
}

function Install(): ReactNode {
  const offer = installOffer.use()
  if (isInstalled()) return null
  return (
    <section className="card col me">
      <h2>{t('me.install')}</h2>
      {offer ? (
        <Button onPress={() => void offer.prompt()}>{t('me.install-do')}</Button>
      ) : (
        <p className="t2">{t('me.install-how')}</p>
      )}
    </section>
  )
}

/** F8: who I am, how the screen looks and sounds, what the phone keeps, and the way out. */
export function Me(): ReactNode {
  const who = session.use()
  const [busy, setBusy] = useState(false)
  const unsent = outbox.use().filter((item) => item.person === who?.person.id && isUnsent(item)).length
  useTitle(t('tab.me'))
  if (!who) return null
  const leave = async () => {
    setBusy(true)
    await signOut()
    forgetNotices()
  }
  return (
    <Tabbed title={t('tab.me')} current="me">
      <Post who={who} />
      <Display />
      <section className="card col me">
        <h2>{t('me.store')}</h2>
        <Store />
      </section>
      <Push />
      <Install />
      <section className="card col me">
        <p className="t2">
          {t('me.version')} {__VERSION__}
        </p>
        {unsent > 0 && <p>{t('me.leave-unsent', { n: unsent })}</p>}
        <Button busy={busy} onPress={() => void leave()}>
          {t('me.leave')}
        </Button>
      </section>
    </Tabbed>
  )
}
