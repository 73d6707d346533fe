import { type ReactNode, useState } from 'react'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Icon } from '../../ui/icons.tsx'
import { useTitle } from '../../ui/screen.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { Insecure } from '../insecure.tsx'
import { keptCodes } from './kept-codes.ts'
import { p } from './messages.ts'
import { go, hrefOf, readCode, spaced } from './route.ts'
import { Page } from './shell.tsx'

function LookUp(): ReactNode {
  const [written, setWritten] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const look = () => {
    const code = readCode(written)
    if (code) go({ at: 'look', code })
    else setProblem(p('look.bad'))
  }
  return (
    <section className="card">
      <div className="row base">
        <h2 className="grow">{p('look.title')}</h2>
        <span className="meta">{p('look.note')}</span>
      </div>
      <form
        className="lkup"
        onSubmit={(e) => {
          e.preventDefault()
          look()
        }}
      >
        <TextField
          label={p('look.code')}
          hideLabel
          value={written}
          onChange={setWritten}
          placeholder="SVHCE VNW9C"
          maxLength={24}
          autoComplete="off"
          error={problem}
        />
        <Button type="submit">{p('look.go')}</Button>
      </form>
    </section>
  )
}

/** Who cannot scan a plate enters what stands on it. */
function EnterCode(): ReactNode {
  const [written, setWritten] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const look = () => {
    const code = readCode(written)
    if (code) location.assign(hrefOf({ at: 'code', code }))
    else setProblem(p('look.bad'))
  }
  return (
    <section className="card">
      <div className="row base">
        <h2 className="grow">{p('code.enter')}</h2>
      </div>
      <p className="meta">{p('code.enter-note')}</p>
      <form
        className="lkup"
        onSubmit={(e) => {
          e.preventDefault()
          look()
        }}
      >
        <TextField
          label={p('code.enter')}
          hideLabel
          value={written}
          onChange={setWritten}
          maxLength={24}
          autoComplete="off"
          error={problem}
        />
        <Button type="submit">{p('code.go')}</Button>
      </form>
    </section>
  )
}

function Mine(): ReactNode {
  const codes = keptCodes.use()
  if (codes.length === 0) return null
  return (
    <section className="card">
      <h2>{p('look.mine')}</h2>
      <ul className="n-rows">
        {codes.map((one) => (
          <li key={one.code}>
            <a className="row n-row" href={hrefOf({ at: 'look', code: one.code })}>
              <span className="grow el">{one.title}</span>
              <span className="meta nw">{spaced(one.code)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** P1: report without an account, or look up what became of one. */
export function Home(): ReactNode {
  useTitle(p('title'))
  return (
    <Page title={p('title')}>
      <Insecure />
      <section className="card intro">
        <h2>{p('home.title')}</h2>
        <p className="t2">{p('home.note')}</p>
        <ButtonLink kind="primary" href={hrefOf({ at: 'send' })} icon="photo">
          {p('home.go')}
        </ButtonLink>
        <div className="pub">
          <Icon name="info" size={20} />
          <p>
            {p('home.public')}
            <br />
            {p('home.private')}
          </p>
        </div>
      </section>
      <LookUp />
      <EnterCode />
      <Mine />
    </Page>
  )
}
