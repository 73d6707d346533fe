import type { ReactNode } from 'react'

/** One part of the gallery with its name. */
export function Section({ title, note, children }: { title: string; note?: string; children: ReactNode }): ReactNode {
  return (
    <section className="g">
      <h2>
        {title}
        {note && <small>{note}</small>}
      </h2>
      {children}
    </section>
  )
}
