/** Refusals of base maps that are brought in. Part of the catalogue (`contract/problem.ts`). */
export const baseMapProblems = {
  'base-map.shifted': {
    status: 422,
    zh: '{crs} 是加偏坐标，瓦片已经切好，无法整体纠偏，会与辖区界、对象错开数百米；请向数据提供方要 WGS-84 或 CGCS2000 的瓦片',
    en: '{crs} is shifted: tiles are cut already and cannot be shifted back, the map would lie hundreds of metres off; ask for WGS-84 or CGCS2000',
  },
  'base-map.too-large': {
    status: 413,
    zh: '文件太大：最多 {limit} GB',
    en: 'The file is too large: at most {limit} GB',
  },
  'base-map.shapes-too-large': {
    status: 413,
    zh: 'GeoJSON 太大：最多 {limit} MB；更大的请切成 PMTiles 再传',
    en: 'The GeoJSON is too large: at most {limit} MB; bring more than that as PMTiles',
  },
  'base-map.offset': {
    status: 409,
    zh: '从第 {offset} 字节接着传',
    en: 'Go on from byte {offset}',
  },
  'base-map.state': {
    status: 409,
    zh: '这份底图现在不能这样办（{state}）',
    en: 'Not possible with this base map now ({state})',
  },
} as const
