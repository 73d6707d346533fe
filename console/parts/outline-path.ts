import type { OutlineSet } from '../queries.ts'
import type { Place } from '../rules/local-map.ts'

/** The outline of an area as the path of a picture; `xy` says where a place stands on it. */
export const outlinePath = (
  { coordinates }: OutlineSet['features'][number]['geometry'],
  xy: (place: Place) => readonly [number, number],
): string =>
  coordinates
    .flat()
    .map(
      (points) =>
        `M${points
          .map(([lon, lat]) =>
            xy({ lon, lat })
              .map((n) => n.toFixed(1))
              .join(' '),
          )
          .join('L')}Z`,
    )
    .join('')
