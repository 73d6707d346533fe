/** Names of the operations on walls. */
export const wallIds: Record<string, string> = {
  'GET /api/v1/cockpit/check-up': 'cockpit.read-check-up',
  'GET /api/v1/cockpit/parts': 'cockpit.read-part',
  'GET /api/v1/cockpit/vital': 'cockpit.read-vital',
  'GET /api/v1/walls/state': 'walls.read-state',
  'GET /api/v1/walls/settings': 'walls.read-settings',
  'POST /api/v1/walls/layout': 'walls.compose',
  'POST /api/v1/walls/playlist': 'walls.set-playlist',
  'POST /api/v1/walls/push': 'walls.push',
  'POST /api/v1/walls/opened': 'walls.count-opened',
  'GET /api/v1/walls/tiles': 'walls.list-tiles',
  'GET /api/v1/wall-seats': 'wall-seats.list',
  'GET /api/v1/wall-seats/mine': 'wall-seats.read-mine',
  'POST /api/v1/wall-seats': 'wall-seats.let-in',
  'POST /api/v1/wall-seats/pairing': 'wall-seats.ask',
  'POST /api/v1/wall-seats/{id}/end': 'wall-seats.end',
}
