/** What each operation on walls does, in English. Part of `openapi-words.ts`. */
export const wallEnglish: Record<string, string> = {
  'GET /api/v1/cockpit/check-up':
    'Boards by areas on the wall: normal, abnormal, partly known, unknown; what is abnormal here, and who answers for it',
  'GET /api/v1/cockpit/parts': 'One part of the wall with the moment it was counted',
  'GET /api/v1/walls/state': 'What a wall is to show: its edition, composition, playlist and what is pushed to it',
  'GET /api/v1/walls/settings': 'How a wall is composed, its playlist, and every version of both',
  'POST /api/v1/walls/layout': 'Compose a wall from the shipped panels, or put it back as shipped',
  'POST /api/v1/walls/playlist': 'Set the playlist of a wall, or take it off',
  'POST /api/v1/walls/push': 'Push a screen to a wall for some minutes, or end that',
}
