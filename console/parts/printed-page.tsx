import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { Button } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { createT } from '../../ui/t.ts'
import './printed-page.css'

const t = createT({ print: '打印' }, { print: 'Print' })

type Props<T> = {
  query: UseQueryResult<T>
  /** what kind of sheet it is, and whose: the name of the file a browser prints into */
  title: string
  whose: string | null | undefined
  /** what the button says; left out: print */
  verb?: string
  /** why it cannot be printed; null: it can */
  off?: ((sheet: T) => string | null) | undefined
  /** the ways back, beside the button */
  links: (sheet: T) => ReactNode
  children: (sheet: T) => ReactNode
}

/** A page that is a sheet of A4: what is around the sheet is not printed. */
export function PrintedPage<T>({ query, title, whose, verb, off, links, children }: Props<T>): ReactNode {
  useEffect(() => {
    document.title = [title, whose].filter(Boolean).join(' · ')
  }, [title, whose])
  return (
    <main className="printed-page" id="content">
      <Screen query={query} title={title}>
        {(sheet) => (
          <>
            <header className="printed-bar no-print">
              <h1 className="grow">{title}</h1>
              <Button kind="primary" off={off?.(sheet) ?? null} onPress={() => window.print()}>
                {verb ?? t('print')}
              </Button>
              {links(sheet)}
            </header>
            {children(sheet)}
          </>
        )}
      </Screen>
    </main>
  )
}
