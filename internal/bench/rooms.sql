-- Rooms full of people: club 7 with 1,301 members and 21 gatherings that are on, each with one turn in its commitments.
-- The first is one room of 300; the other twenty have fifty each, people of their own. Person 0 hosts them all.
INSERT INTO person (id, name, email, organisation, sector, created_at)
SELECT bench_id('person', 7, n), 'Neighbor No. ' || n, 'room' || n || '@bench.example', 'Organisation ' || n % 30, 'nonprofit', now()
FROM generate_series(0, 1300) n;

INSERT INTO collaboratory (id, slug, name, town, zone, created_by, created_at, request_key, request_hash)
SELECT bench_id('club', 7, 0), 'bench-rooms', 'Rooms Collaboratory', 'Pell River', 'UTC', bench_id('person', 7, 0), now(), gen_random_uuid(), '\x00';

INSERT INTO membership (collaboratory_id, person_id, role, joined_at)
SELECT bench_id('club', 7, 0), bench_id('person', 7, n), CASE n WHEN 0 THEN 'convener' ELSE 'member' END, now()
FROM generate_series(0, 1300) n;

INSERT INTO session (token_hash, id, data, person_id, agent, created_at, last_seen_at, expires_at)
SELECT bench_token(1000 + n), gen_random_uuid(), int8send((extract(epoch FROM now() + interval '100 days') * 1000000)::bigint),
       bench_id('person', 7, n), 'bench', now(), now() + interval '1 day', now() + interval '100 days'
FROM generate_series(0, 1300) n;

INSERT INTO gathering (collaboratory_id, id, number, title, day, start_time, end_time, zone, starts_at, ends_at, place,
  state, published_at, started_at, pledges_until, created_by, created_at, request_key, request_hash)
SELECT bench_id('club', 7, 0), bench_id('gathering', 7, g), g, 'Room No. ' || g, current_date, '18:00', '20:00', 'UTC',
       now() - interval '1 hour', now() + interval '1 hour', 'Grange Hall', 'live', now() - interval '20 days',
       now() - interval '1 hour', now() + interval '1 day', bench_id('person', 7, 0), now(), gen_random_uuid(), '\x00'
FROM generate_series(1, 21) g;

INSERT INTO agenda_item (collaboratory_id, id, gathering_id, position, title, minutes, kind)
SELECT bench_id('club', 7, 0), bench_id('item', 7, g * 10 + k), bench_id('gathering', 7, g), k,
       (array['Welcome', 'Turn', 'Closing round'])[k], (array[15, 60, 15])[k], (array['item', 'turn', 'item'])[k]
FROM generate_series(1, 21) g, generate_series(1, 3) k;

INSERT INTO proposal (collaboratory_id, id, author_id, kind, title, summary, serves, state, submitted_at, created_at, request_key, request_hash)
SELECT bench_id('club', 7, 0), bench_id('proposal', 7, g), bench_id('person', 7, 0), 'project', 'Fix the mural before the frost',
       'Two walls of the underpass have lost their paint.', 'The East Bank', 'accepted', now(), now(), gen_random_uuid(), '\x00'
FROM generate_series(1, 21) g;

INSERT INTO ask (collaboratory_id, id, proposal_id, position, kind, what, amount, unit)
SELECT bench_id('club', 7, 0), bench_id('ask', 7, g * 10 + k), bench_id('proposal', 7, g), k, (array['time', 'materials', 'expertise'])[k],
       (array['Six people on two Saturdays', 'Forty liters of wall paint', 'Somebody who knows old plaster'])[k],
       (array[6, 40, 1])[k], (array['people', 'liters', ''])[k]
FROM generate_series(1, 21) g, generate_series(1, 3) k;

INSERT INTO presentation (collaboratory_id, id, proposal_id, gathering_collaboratory_id, gathering_id, presenter_id, position,
  state, confirmed_at, accepted_by, accepted_at)
SELECT bench_id('club', 7, 0), bench_id('turn', 7, g), bench_id('proposal', 7, g), bench_id('club', 7, 0), bench_id('gathering', 7, g),
       bench_id('person', 7, 0), 1, 'commitments', now(), bench_id('person', 7, 0), now()
FROM generate_series(1, 21) g;

INSERT INTO stage (collaboratory_id, gathering_id, item_id, presentation_id, began_at, ends_at, changed_by, changed_at)
SELECT bench_id('club', 7, 0), bench_id('gathering', 7, g), bench_id('item', 7, g * 10 + 2), bench_id('turn', 7, g), now(),
       now() + interval '30 minutes', bench_id('person', 7, 0), now()
FROM generate_series(1, 21) g;
