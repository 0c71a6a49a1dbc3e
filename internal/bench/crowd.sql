-- Many promises, in blocks of 5,000: 200 people, 167 gatherings with 3 turns, 10 promises a turn. Block b (from :from to
-- below :to) goes twice: as the b-th of collaboratory 1, which grows, and as the whole of collaboratory 2 + b.
SET session_replication_role = replica; -- these rows fit together; looking each up would take most of the time

CREATE TEMP TABLE place AS
SELECT 1 AS club, b AS block FROM generate_series(:from, :to - 1) b
UNION ALL
SELECT 2 + b, 0 FROM generate_series(:from, :to - 1) b;

INSERT INTO person (id, name, email, organisation, sector, created_at)
SELECT bench_id('person', club, block * 200 + i), 'Neighbor ' || md5(club || ' ' || block || ' ' || i),
       CASE WHEN block > 0 OR i NOT BETWEEN 10 AND 14 THEN 'n' || club || '-' || block || '-' || i || '@bench.example' END,
       'Organisation ' || i % 30, 'nonprofit', now()
FROM place, generate_series(0, 199) i;

INSERT INTO collaboratory (id, slug, name, town, zone, created_by, created_at, request_key, request_hash)
SELECT bench_id('club', club, 0), 'bench-' || to_char(club, 'FM000000'), 'Club No. ' || club, 'Pell River', 'UTC', bench_id('person', club, 0),
       now(), gen_random_uuid(), '\x00'
FROM place
WHERE block = 0;

INSERT INTO membership (collaboratory_id, person_id, role, joined_at)
SELECT bench_id('club', club, 0), bench_id('person', club, block * 200 + i), CASE block + i WHEN 0 THEN 'convener' ELSE 'member' END, now()
FROM place, generate_series(0, 199) i;

INSERT INTO session (token_hash, id, data, person_id, agent, created_at, last_seen_at, expires_at)
SELECT bench_token(100), gen_random_uuid(), int8send((extract(epoch FROM now() + interval '100 days') * 1000000)::bigint),
       bench_id('person', 1, 0), 'bench', now(), now() + interval '1 day', now() + interval '100 days'
FROM place
WHERE club = 1 AND block = 0;

INSERT INTO gathering (collaboratory_id, id, number, title, day, start_time, end_time, zone, starts_at, ends_at, state,
  published_at, started_at, closed_at, created_by, created_at, request_key, request_hash)
SELECT bench_id('club', club, 0), bench_id('gathering', club, n), n + 1, 'Gathering No. ' || n + 1, day, '18:00', '20:00', 'UTC',
       day + time '18:00', day + time '20:00', 'closed', day, day, day + 1, bench_id('person', club, 0), day, gen_random_uuid(), '\x00'
FROM place, generate_series(0, 166) i, LATERAL (SELECT block * 167 + i AS n) x, LATERAL (SELECT date '1960-01-01' + n AS day) y;

-- What the first collaboratory has before it: three gatherings to come, twenty who wait for a turn.
INSERT INTO gathering (collaboratory_id, id, number, title, day, start_time, end_time, zone, starts_at, ends_at, state,
  published_at, created_by, created_at, request_key, request_hash)
SELECT bench_id('club', 1, 0), bench_id('next', 1, i), 1000000 + i, 'A gathering to come', current_date + 30 * i, '18:00', '20:00', 'UTC',
       current_date + 30 * i + time '18:00', current_date + 30 * i + time '20:00', 'published', now(), bench_id('person', 1, 0), now(),
       gen_random_uuid(), '\x00'
FROM place, generate_series(1, 3) i
WHERE club = 1 AND block = 0;

INSERT INTO proposal (collaboratory_id, id, author_id, kind, title, summary, state, submitted_at, created_at, request_key, request_hash)
SELECT bench_id('club', 1, 0), bench_id('waiting', 1, i), bench_id('person', 1, i * 3), 'project', 'A thing we could do, the ' || i || 'th',
       'It would help.', 'submitted', now() - interval '20 days', now() - interval '20 days', gen_random_uuid(), '\x00'
FROM place, generate_series(1, 20) i
WHERE club = 1 AND block = 0;

INSERT INTO answer (collaboratory_id, gathering_id, person_id, answer, answered_at)
SELECT bench_id('club', club, 0), bench_id('gathering', club, block * 167 + i), bench_id('person', club, block * 200 + (i * 7 + k) % 200),
       (array['going', 'going', 'maybe'])[k % 3 + 1], now()
FROM place, generate_series(0, 166) i, generate_series(0, 9) k;

INSERT INTO proposal (collaboratory_id, id, author_id, kind, title, summary, state, submitted_at, created_at, request_key, request_hash)
SELECT bench_id('club', club, 0), bench_id('proposal', club, block * 500 + i), bench_id('person', club, block * 200 + i % 200), 'project',
       'What we do about thing ' || i, 'It helps those who live nearby.', 'accepted', day, day, gen_random_uuid(), '\x00'
FROM place, generate_series(0, 499) i, LATERAL (SELECT date '1960-01-01' + block * 167 + i / 3 AS day) x;

INSERT INTO ask (collaboratory_id, id, proposal_id, position, kind, what)
SELECT bench_id('club', club, 0), bench_id('ask', club, block * 500 + i), bench_id('proposal', club, block * 500 + i), 1, 'time', 'Hands on two Saturdays'
FROM place, generate_series(0, 499) i;

INSERT INTO presentation (collaboratory_id, id, proposal_id, gathering_collaboratory_id, gathering_id, presenter_id, position,
  state, confirmed_at, accepted_by, accepted_at)
SELECT bench_id('club', club, 0), bench_id('turn', club, block * 500 + i), bench_id('proposal', club, block * 500 + i), bench_id('club', club, 0),
       bench_id('gathering', club, block * 167 + i / 3), bench_id('person', club, block * 200 + i % 200), i % 3 + 1,
       'done', now(), bench_id('person', club, 0), now()
FROM place, generate_series(0, 499) i;

-- Of twenty: twelve kept, four pledged, one each said to be done, lapsed, to explore, let go. What is open is due about now.
INSERT INTO commitment (collaboratory_id, id, presentation_id, ask_id, giver_person_id, kind, promise, due, state, seq, verified_at,
  pledged_at, delivered_at, fulfilled_at, ended_at, author_id, created_at, changed_at, request_key, request_hash)
SELECT bench_id('club', club, 0), bench_id('promise', club, n), bench_id('turn', club, block * 500 + i / 10), bench_id('ask', club, block * 500 + i / 10),
       giver, 'time', 'bring my brother and two ladders, the ' || i || 'th', CASE state WHEN 'exploring' THEN NULL ELSE current_date - 100 + n * 7 % 200 END,
       state, 1, day, day, CASE WHEN state IN ('delivered', 'fulfilled') THEN now() - interval '3 days' END,
       CASE state WHEN 'fulfilled' THEN now() END, CASE state WHEN 'released' THEN now() END, giver, day, day, gen_random_uuid(), '\x00'
FROM place, generate_series(0, 4999) i,
  LATERAL (SELECT block * 5000 + i AS n, date '1960-01-01' + block * 167 + i / 30 AS day,
    bench_id('person', club, block * 200 + (i * 7919 + i / 200) % 200) AS giver,
    (array['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'fulfilled',
      'fulfilled', 'fulfilled', 'pledged', 'pledged', 'pledged', 'pledged', 'delivered', 'lapsed', 'exploring', 'released'])[(i * 31 + i / 100) % 20 + 1] AS state) x;

INSERT INTO commitment_event (collaboratory_id, commitment_id, seq, at, actor_id, verb, from_state, to_state, due_to)
SELECT bench_id('club', club, 0), bench_id('promise', club, block * 5000 + i), 1, date '1960-01-01' + block * 167 + i / 30,
       bench_id('person', club, block * 200 + (i * 7919 + i / 200) % 200), 'pledge', '', 'pledged', current_date
FROM place, generate_series(0, 4999) i;
