-- why: one event on a wall shows the cameras round it, each with the newest picture that is kept of it; most sightings have none
create index sightings_pictures on sightings (protocol, number, camera, at desc) where photo is not null;
