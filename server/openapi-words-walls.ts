/** What each operation on walls does, in English. Part of `openapi-words.ts`. */
export const wallEnglish: Record<string, string> = {
  'GET /api/v1/cockpit/rows': 'The rows behind a figure of the wall or of the leader’s phone, and whom to call about each',
  'GET /api/v1/cockpit/board': 'What is abnormal in a cell of boards by areas, and who answers for it',
  'GET /api/v1/cockpit/check-up':
    'Boards by areas on the wall: normal, abnormal, partly known, unknown; what is abnormal here, and who answers for it',
  'GET /api/v1/cockpit/parts': 'One part of the wall with the moment it was counted',
  'GET /api/v1/cockpit/vital':
    'One vital of an area on the wall: its number and periods, the areas it is made of, and whom to ask, phones masked',
  'GET /api/v1/walls/state': 'What a wall is to show: its edition, composition, playlist and what is pushed to it',
  'GET /api/v1/walls/settings': 'How a wall is composed, its playlist, and every version of both',
  'POST /api/v1/walls/layout': 'Compose a wall from the shipped panels, or put it back as shipped',
  'POST /api/v1/walls/playlist': 'Set the playlist of a wall, or take it off',
  'POST /api/v1/walls/push': 'Push a screen to a wall for some minutes, or end that',
  'POST /api/v1/walls/opened': 'Count that a tile of a wall was opened by hand; of whom nothing is kept',
  'GET /api/v1/walls/tiles': 'How often each tile of a wall was opened, and which nobody opened for a month',
  'GET /api/v1/wall-seats': 'Machines that show walls, and when each was heard last',
  'GET /api/v1/wall-seats/mine': 'What this machine is: waiting with a code, let in, or ended',
  'POST /api/v1/wall-seats': 'Let the machine that shows a code in as a read-only wall of an area',
  'POST /api/v1/wall-seats/pairing':
    'Ask to be let in as a wall; answers with the code to show and the machine’s own key as a cookie',
  'POST /api/v1/wall-seats/{id}/end': 'End a wall seat',
}
