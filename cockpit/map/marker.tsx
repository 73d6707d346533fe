import type { ReactNode } from 'react'
import type { AreaLoad } from '../../contract/cockpit.ts'
import type { XY } from '../../ui/project.ts'
import { gradeNumerals, levelOfGrade, shapeOutlines } from '../../ui/scale-marks.ts'

/** Suffixes that say nothing on a map of districts or towns; a name of two characters keeps its own ("忠县"). */
export const shortName = (name: string): string =>
  name.length > 2 ? name.replace(/(土家族|苗族)+自治县$|自治县$|街道$|[区县镇乡]$/u, '') : name

/** Autonomous counties go by their short name: the long one fits no column. */
export const briefName = (name: string): string => (name.length > 6 ? shortName(name) : name)

/** Nobody has to read the district's own name on each row of its wall; of the others the short ones, so that the town is not cut. */
export const placeWithin = (name: string, within: string): string =>
  (name.startsWith(`${within} `) ? name.slice(within.length + 1) : name).split(' ').map(shortName).join(' ')

/** How wide the shape of an area is, units of the picture; 0: nothing above "minor" is open. */
export const shapeSize = ({ worst, redOrange }: AreaLoad): number =>
  worst && levelOfGrade(worst) > 0 ? (redOrange > 0 ? 34 : 25) : 0

/** The name of an area on the map, with how many red and orange ones are open. */
export const nameOnMap = ({ name, redOrange }: AreaLoad): string =>
  redOrange > 0 ? `${shortName(name)} ${redOrange}` : shortName(name)

/** Gravest open event of one area as shape with numeral, its name where there is room for it, and how many red and orange ones are open. */
export function Marker({ at: [x, y], load, name }: { at: XY; load: AreaLoad; name: XY | null }): ReactNode {
  const important = load.redOrange > 0
  const level = load.worst ? levelOfGrade(load.worst) : 0
  const size = shapeSize(load)
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
      {name && (
        <text x={name[0].toFixed(1)} y={name[1].toFixed(1)} className={important ? 'wd im' : 'wd'} fontSize="20">
          {shortName(load.name)}
          {important && <tspan className="wk"> {load.redOrange}</tspan>}
        </text>
      )}
    </g>
  )
}
