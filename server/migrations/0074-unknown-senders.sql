-- why: numbers nobody has registered are listed beside the registered ones, so that they can be taken from there

-- Of strangers at most 100,000 frames a day are kept; the others must not be read for them.
create index frames_unknown on frames (at desc) where verdict = 'unknown-sender';
