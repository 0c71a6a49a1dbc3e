-- One collaboratory (0) of 40 members with 17 gatherings under way: 3 turns, 3 asks each, 30 promises a gathering.
-- Promises are pledged to the first 16; the last is the one whose page is read.
INSERT INTO person (id, name, email, organisation, sector, created_at)
SELECT bench_id('person', 0, n),
       (array['June', 'Marcus', 'Ruth Ann', 'Nell', 'Tomas', 'Inés', 'Owen', 'Delia', 'Rosa', 'Cal'])[n % 10 + 1] || ' ' ||
       (array['Abernathy', 'Ellery', 'Popovic', 'Hathaway'])[n / 10 % 4 + 1],
       'neighbor' || n || '@bench.example',
       (array['Pell River Library', 'River Bend Baseball', 'Senior Center', 'Food Shelf'])[n % 4 + 1], 'nonprofit', now()
FROM generate_series(0, 39) n;

INSERT INTO collaboratory (id, slug, name, town, zone, created_by, created_at, request_key, request_hash)
SELECT bench_id('club', 0, 0), 'bench-town', 'Pell River Collaboratory', 'Pell River', 'UTC', bench_id('person', 0, 0), now(), gen_random_uuid(), '\x00';

INSERT INTO membership (collaboratory_id, person_id, role, joined_at)
SELECT bench_id('club', 0, 0), bench_id('person', 0, n), CASE n WHEN 0 THEN 'convener' ELSE 'member' END, now()
FROM generate_series(0, 39) n;

INSERT INTO session (token_hash, id, data, person_id, agent, created_at, last_seen_at, expires_at)
SELECT bench_token(n), gen_random_uuid(), int8send((extract(epoch FROM now() + interval '100 days') * 1000000)::bigint),
       bench_id('person', 0, n), 'bench', now(), now() + interval '1 day', now() + interval '100 days'
FROM generate_series(0, 16) n;

INSERT INTO gathering (collaboratory_id, id, number, title, day, start_time, end_time, zone, starts_at, ends_at, place,
  welcome, state, published_at, started_at, pledges_until, created_by, created_at, request_key, request_hash)
SELECT bench_id('club', 0, 0), bench_id('gathering', 0, n), n, 'Gathering No. ' || n, current_date, '18:00', '20:00', 'UTC',
       now() - interval '1 hour', now() + interval '1 hour', 'Pell River Library, upstairs',
       'Come as you are. There is soup from six, and somebody to watch the children.', 'live', now() - interval '20 days',
       now() - interval '1 hour', now() + interval '1 day', bench_id('person', 0, 0), now(), gen_random_uuid(), '\x00'
FROM generate_series(1, 17) n;

INSERT INTO agenda_item (collaboratory_id, id, gathering_id, position, title, minutes, kind)
SELECT bench_id('club', 0, 0), bench_id('item', 0, g * 10 + k), bench_id('gathering', 0, g), k,
       (array['Welcome and soup', 'What came of last time', 'Turn', 'Turn', 'Turn', 'Thanks and what is next'])[k],
       (array[15, 15, 25, 25, 25, 15])[k], (array['item', 'report', 'turn', 'turn', 'turn', 'item'])[k]
FROM generate_series(1, 17) g, generate_series(1, 6) k;

INSERT INTO answer (collaboratory_id, gathering_id, person_id, answer, answered_at)
SELECT bench_id('club', 0, 0), bench_id('gathering', 0, g), bench_id('person', 0, n),
       (array['going', 'going', 'going', 'maybe', 'not'])[n % 5 + 1], now()
FROM generate_series(1, 17) g, generate_series(0, 29) n;

INSERT INTO proposal (collaboratory_id, id, author_id, kind, title, summary, serves, state, submitted_at, created_at, request_key, request_hash)
SELECT bench_id('club', 0, 0), bench_id('proposal', 0, t), bench_id('person', 0, 20 + t % 20), 'project',
       (array['Fix the mural before the frost', 'A second freezer for the food shelf', 'Rides to the clinic'])[t % 3 + 1],
       'Two walls of the underpass have lost their paint, and the children who painted them still walk by each day.',
       'The East Bank, and whoever waits for the bus', 'accepted', now(), now(), gen_random_uuid(), '\x00'
FROM generate_series(1, 51) t;

INSERT INTO ask (collaboratory_id, id, proposal_id, position, kind, what, amount, unit)
SELECT bench_id('club', 0, 0), bench_id('ask', 0, t * 10 + k), bench_id('proposal', 0, t), k,
       (array['time', 'materials', 'expertise'])[k],
       (array['Six people on two Saturdays', 'Forty liters of wall paint', 'Somebody who knows old plaster'])[k],
       (array[6, 40, 1])[k], (array['people', 'liters', ''])[k]
FROM generate_series(1, 51) t, generate_series(1, 3) k;

-- Turn t is at gathering (t + 2) / 3: 1 to 48 are pledged to.
INSERT INTO presentation (collaboratory_id, id, proposal_id, gathering_collaboratory_id, gathering_id, presenter_id, position,
  state, confirmed_at, accepted_by, accepted_at)
SELECT bench_id('club', 0, 0), bench_id('turn', 0, t), bench_id('proposal', 0, t), bench_id('club', 0, 0),
       bench_id('gathering', 0, (t + 2) / 3), bench_id('person', 0, 20 + t % 20), (t + 2) % 3 + 1,
       CASE t % 3 WHEN 1 THEN 'commitments' ELSE 'done' END, now(), bench_id('person', 0, 0), now()
FROM generate_series(1, 51) t;

INSERT INTO commitment (collaboratory_id, id, presentation_id, ask_id, giver_person_id, kind, promise, amount, unit, due, state, seq,
  verified_at, pledged_at, author_id, created_at, changed_at, request_key, request_hash)
SELECT bench_id('club', 0, 0), bench_id('promise', 0, t * 10 + k), bench_id('turn', 0, t), bench_id('ask', 0, t * 10 + k % 3 + 1),
       bench_id('person', 0, (t * 7 + k) % 20),
       (array['time', 'materials', 'expertise'])[k % 3 + 1],
       (array['paint with my brother both Saturdays', 'bring what is left from the barn', 'look at the wall with you'])[k % 3 + 1],
       (array[2, 15, 1])[k % 3 + 1], (array['people', 'liters', ''])[k % 3 + 1], current_date + 7 + k, 'pledged', 1, now(), now(),
       bench_id('person', 0, (t * 7 + k) % 20), now(), now(), gen_random_uuid(), '\x00'
FROM generate_series(1, 51) t, generate_series(0, 9) k;

INSERT INTO commitment_event (collaboratory_id, commitment_id, seq, at, actor_id, verb, from_state, to_state, due_to)
SELECT collaboratory_id, id, 1, created_at, author_id, 'pledge', '', state, due
FROM commitment;
