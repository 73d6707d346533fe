import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { may, useSession } from '../../session.ts'
import { d } from './d.ts'

/** From the plans to their drills; whoever runs drills begins one from here, of this type. */
export function DrillLinks({ type }: { type?: string }): ReactNode {
  const mayRun = may(useSession(), 'exercise.run')
  return (
    <>
      {mayRun && (
        <Link to="/plans/drills" search={{ begin: type ?? 'any' }} className="btn">
          {d('begin')}
        </Link>
      )}
      <Link to="/plans/drills" className="btn">
        {d('list')}
      </Link>
    </>
  )
}
