import type { ReactNode } from 'react'

/** Grey label. `ink` is the strongest emphasis without colour (lead, overdue, new): at most one in a row. `strong` for states. */
export function Tag({
  kind = 'plain',
  children,
}: {
  kind?: 'plain' | 'strong' | 'ink' | 'solid'
  children: ReactNode
}): ReactNode {
  return <span className={kind === 'plain' ? 'tag' : `tag ${kind}`}>{children}</span>
}

/** Key cap, or several: `<Keys caps={capsOf('command')} />`. */
export function Keys({ caps }: { caps: readonly string[] }): ReactNode {
  return (
    <>
      {caps.map((cap) => (
        <kbd className="kbd" key={cap}>
          {cap}
        </kbd>
      ))}
    </>
  )
}
