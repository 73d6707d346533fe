import type { ReactNode } from 'react'
import type { AreaLoad } from '../../contract/cockpit.ts'
import type { XY } from '../../ui/project.ts'
import { gradeNumerals, levelOfGrade, shapeOutlines } from '../../ui/scale-marks.ts'

/** Suffixes that say nothing on a map of districts or towns; a name of two characters keeps its own ("忠县"). */
export const shortName = (name: string): string =>
  name.length > 2 ? name.replace(/(土家族|苗族)+自治县$|自治县$|街道$|[区县镇乡]$/u, '') : name

/** Autonomous counties go by their short name: the long one fits no column. */
export const briefName = (name: string): string => (name.length > 6 ? shortName(name) : name)

/** Gravest open event of one area as shape with numeral, its name, and how many red and orange ones are open. */
export function Marker({ at: [x, y], load }: { at: XY; load: AreaLoad | undefined }): ReactNode {
  if (!load) return null
  const important = load.redOrange > 0
  const level = load.worst ? levelOfGrade(load.worst) : 0
  const size = important ? 34 : 25
  const roman = load.worst ? gradeNumerals[load.worst] : ''
  return (
    <g transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
      {level > 0 && (
        <>
          <circle r={size * 0.62} className="halo-dot" />
          <g className={`sh sh${level}`} transform={`translate(${-size / 2} ${-size / 2}) scale(${size / 24})`}>
            <path d={shapeOutlines[level]} />
            <text className="ro" x="12" y={level === 2 ? 18.6 : 16.7}>
              {roman}
            </text>
          </g>
        </>
      )}
      {load.worst === 'minor' && <circle r="5.5" className="minor" />}
      <text y={level > 0 ? size / 2 + 20 : 6} className={important ? 'wd im' : 'wd'} fontSize="20">
        {shortName(load.name)}
        {important && <tspan className="wk"> {load.redOrange}</tspan>}
      </text>
    </g>
  )
}
