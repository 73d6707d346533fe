import { z } from 'zod'

/**
 * The coordinate systems a feed may declare: degrees of four datums, or metres of a Gauss-Krüger zone of CGCS2000 by its EPSG code
 * (4491–4512 six-degree, 4513–4554 three-degree zones; 105° east, where the western half of Chongqing is surveyed, is EPSG:4544).
 */
export const degreeSystems = ['WGS-84', 'CGCS2000', 'GCJ-02', 'BD-09'] as const
export type DegreeSystem = (typeof degreeSystems)[number]
export const Crs = z
  .union([z.enum(degreeSystems), z.string().regex(/^EPSG:4(49[1-9]|5[0-4]\d|55[0-4])$/)])
  .meta({ id: 'Crs', description: 'WGS-84, CGCS2000, GCJ-02, BD-09, or EPSG:4491 to EPSG:4554 (Gauss-Krüger)' })
export type Crs = z.infer<typeof Crs>

/** Why a position is not shown on a map: nobody said its system, or it cannot be one. */
export const positionFlags = ['untagged', 'impossible'] as const
export type PositionFlag = (typeof positionFlags)[number]
