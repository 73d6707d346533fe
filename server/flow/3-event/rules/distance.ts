const earthM = 6_371_008.8
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Metres between two WGS-84 points on the sphere (haversine, mean radius): good to 0.5 %, enough for "nearby". */
export function distanceM(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
  const dLat = radians(b.lat - a.lat)
  const dLon = radians(b.lon - a.lon)
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLon / 2) ** 2
  return 2 * earthM * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** A box of degrees that surely holds the circle around a point. */
export function boxAround(
  point: { lon: number; lat: number },
  radiusM: number,
): { west: number; south: number; east: number; north: number } {
  const dLat = (radiusM / earthM) * (180 / Math.PI) * 1.01
  const dLon = dLat / Math.max(0.01, Math.cos(radians(point.lat)))
  return { west: point.lon - dLon, south: point.lat - dLat, east: point.lon + dLon, north: point.lat + dLat }
}
