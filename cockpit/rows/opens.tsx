import { createContext, type ReactNode, useContext } from 'react'
import type { FigureWish } from '../../contract/wall-figures.ts'

/** A figure that is opened: what its rows are asked by, and how it is named above them. */
export type Opening = Omit<FigureWish, 'area'> & { title: string; area?: string | null }

/** Opens the rows of a figure above the picture; outside a wall nothing. */
export const Opener = createContext<(what: FigureWish & { title: string }) => void>(() => undefined)
/** The area (path or code; null: all this seat sees) whose figures stand below. */
export const FigureArea = createContext<string | null>(null)

/** A figure that opens exactly the rows it counts. By keys: arrows go from figure to figure, Enter opens, Esc goes back. */
export function Opens({ className, children, title, label, ...what }: Opening & Drawn): ReactNode {
  const [open, area] = [useContext(Opener), useContext(FigureArea)]
  return (
    <button
      type="button"
      className={className ? `opens ${className}` : 'opens'}
      data-figure={what.figure}
      {...(label ? { 'aria-label': label } : {})}
      onClick={() => open({ area, ...what, title })}
    >
      {children}
    </button>
  )
}
type Drawn = { className?: string; children?: ReactNode; label?: string }
