import { type ReactNode, useEffect } from 'react'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Loading, useTitle } from '../../ui/screen.tsx'
import { toast } from '../../ui/toast.tsx'
import { bytesOf } from '../outbox/machine.ts'
import { outbox, sendAgain } from '../outbox/outbox.ts'
import type { OutItem } from '../outbox/types.ts'
import { keepCode } from './kept-codes.ts'
import { p } from './messages.ts'
import { hrefOf, spaced } from './route.ts'
import { Page } from './shell.tsx'

async function copy(code: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(code)
    toast({ words: p('got.copied') })
  } catch {
    // no clipboard on an insecure address: the code stands there in large letters and can be selected
    getSelection()?.selectAllChildren(document.getElementById('code') ?? document.body)
  }
}

function Receipt({ item, code }: { item: OutItem; code: string }): ReactNode {
  const { size, sent } = bytesOf(item)
  return (
    <section className="card got" role="status">
      <h2>{p('got.title')}</h2>
      <p id="code" className="code-big">
        {spaced(code)}
      </p>
      <p className="t2">{[item.receipt?.areaName, p('got.note')].filter(Boolean).join(' · ')}</p>
      <div className="acts">
        <Button onPress={() => void copy(code)}>{p('got.copy')}</Button>
        <ButtonLink kind="primary" href={hrefOf({ at: 'look', code })}>
          {p('got.look')}
        </ButtonLink>
      </div>
      {sent < size && (
        <>
          <p>{p('got.photos', { n: Math.floor((sent / size) * 100) })}</p>
          <progress max={size} value={sent} aria-label={p('got.photos', { n: '' })} />
        </>
      )}
    </section>
  )
}

/** After submitting: the number, big; or that it waits for the network; or why it was not taken. */
export function Got({ id }: { id: string }): ReactNode {
  const item = outbox.use().find((one) => one.id === id)
  const code = item?.receipt?.code
  useTitle(p('got.title'))
  useEffect(() => {
    if (code) keepCode({ code, title: item?.title ?? '', at: item?.madeAt ?? '' })
  }, [code, item?.title, item?.madeAt])
  const state = () => {
    if (!item) return null
    if (code) return <Receipt item={item} code={code} />
    if (item.state === 'refused')
      return (
        <section className="card got" role="alert">
          <h2>{p('got.refused', { words: item.problem?.words ?? '' })}</h2>
          <Button onPress={() => void sendAgain(item)}>{p('got.retry')}</Button>
        </section>
      )
    return (
      <section className="card got" role="status">
        <h2>{p('got.wait')}</h2>
        {item.problem ? <p>{item.problem.code === 'network.offline' ? p('got.offline') : item.problem.words}</p> : <Loading />}
      </section>
    )
  }
  return (
    <Page title={p('send.title')} back foot={<ButtonLink href={hrefOf({ at: 'send' })}>{p('got.again')}</ButtonLink>}>
      {state()}
    </Page>
  )
}
